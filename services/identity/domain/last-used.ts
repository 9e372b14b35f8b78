const minuteMs = 60_000;

/**
 * Remembers which keys were used since the last taking, to the minute, so that a busy key costs one update a minute
 * and no request waits for it. Bounded: beyond `limit` keys between two takings, further ones are left out.
 */
export class LastUsed {
  readonly #limit: number;
  readonly #noted = new Map<string, number>();
  #pending = new Map<string, number>();

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  /** Notes a use; cheap. */
  note(keyId: string, now: number): void {
    const minute = Math.floor(now / minuteMs) * minuteMs;
    if (this.#noted.get(keyId) === minute) return;
    if (this.#noted.size >= this.#limit) this.#noted.clear();
    if (this.#pending.size >= this.#limit) return;
    this.#noted.set(keyId, minute);
    this.#pending.set(keyId, minute);
  }

  /** What was noted since the last taking, in id order so that two processes never wait for each other in a circle. */
  take(): { readonly keyId: string; readonly usedAt: Date }[] {
    const taken = this.#pending;
    this.#pending = new Map();
    return [...taken]
      .map(([keyId, minute]) => ({ keyId, usedAt: new Date(minute) }))
      .sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
  }
}
