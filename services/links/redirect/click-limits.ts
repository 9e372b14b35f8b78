/** Takes up to `count` clicks of a link's limit in the store: how many were granted, or that the link was changed. */
export type TakeClicks = (linkId: string, count: number) => Promise<number | "changed">;

/** Whether the link has a click left, or that it was changed. */
export type LookForClicks = (linkId: string) => Promise<boolean | "changed">;

/** What became of a visitor who asked for a click. */
export type Taken = "granted" | "exhausted" | "changed";

interface Line {
  waiting: ((taken: Taken | Error) => void)[];
  running: boolean;
}

/**
 * Hands out the clicks of limited links. PostgreSQL holds the limit; here, the visitors of one link who come while a
 * statement is under way are counted together and asked for by the next one, so that a busy link costs one statement
 * at a time and no lock is fought for.
 */
export class ClickLimits {
  readonly #take: TakeClicks;
  readonly #look: LookForClicks;
  readonly #lines = new Map<string, Line>();

  constructor(take: TakeClicks, look: LookForClicks) {
    this.#take = take;
    this.#look = look;
  }

  /** As {@link ClickLimits.take} would answer at this moment, without taking a click. Rejects when the store is away. */
  async look(linkId: string): Promise<Taken> {
    const left = await this.#look(linkId);
    if (left === "changed") return "changed";
    return left ? "granted" : "exhausted";
  }

  /** Rejects when the store is away: then it is unknown whether a click is left. */
  take(linkId: string): Promise<Taken> {
    return new Promise((resolve, reject) => {
      let line = this.#lines.get(linkId);
      if (line === undefined) {
        line = { waiting: [], running: false };
        this.#lines.set(linkId, line);
      }
      line.waiting.push((taken) => (taken instanceof Error ? reject(taken) : resolve(taken)));
      if (line.running) return;
      line.running = true;
      this.#serve(linkId, line).catch(reject);
    });
  }

  async #serve(linkId: string, line: Line): Promise<void> {
    while (line.waiting.length > 0) {
      const visitors = line.waiting;
      line.waiting = [];
      const granted = await this.#take(linkId, visitors.length).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      );
      for (const [index, answer] of visitors.entries()) {
        if (typeof granted !== "number") answer(granted);
        else answer(index < granted ? "granted" : "exhausted");
      }
    }
    this.#lines.delete(linkId);
  }
}
