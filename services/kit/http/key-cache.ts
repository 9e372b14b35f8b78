import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Call } from "../call.ts";
import type { VerifiedKey, VerifyKey } from "./authenticate.ts";

export interface KeyWatchHandlers {
  /** The answer for this key (SHA-256, hex) has changed. */
  onForget(keyHash: string): void;
  /** True once every change is going to be told, false as soon as one may have been missed. */
  onLive(live: boolean): void;
}

export interface KeyCacheOptions {
  /**
   * Asks the owner of the keys; null when the key is nobody's. The answer is shared by all who wait for it, so it must
   * have a deadline of its own rather than that of `call`, which is only that of the first who asked.
   */
  readonly verify: (keyHash: string, call: Call) => Promise<VerifiedKey | null>;
  /** Begins to watch for changes and keeps at it; the function it returns ends the watch. */
  readonly watch: (handlers: KeyWatchHandlers) => () => void;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** How many valid keys are remembered. Default 10,000. */
  readonly size?: number;
}

/** How long an answer is believed while changes are told, and while they are not. */
const liveMs = 60_000;
const blindMs = 1_000;
/** How long a key is believed to be nobody's; it may be made in the meantime. */
const refusedMs = 5_000;

interface Remembered {
  readonly key: VerifiedKey | null;
  readonly at: number;
}

/**
 * Remembers whose keys are whose: 60 s while changes are told by the watch, 1 s while they are not. A key that is
 * nobody's is remembered for up to 5 s (1 s while blind), in a list of its own that guesses can't flood the other
 * from. Of concurrent questions for one key one is asked. An answer that was overtaken by a change is not kept.
 */
export class KeyCache {
  readonly #options: KeyCacheOptions;
  readonly #now: () => number;
  readonly #valid: LRUCache<string, Remembered>;
  readonly #refused = new LRUCache<string, Remembered>({ max: 1_000 });
  readonly #asked = new Map<string, Promise<VerifiedKey | null>>();
  readonly #stopWatch: () => void;
  #live = false;

  constructor(options: KeyCacheOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#valid = new LRUCache({ max: options.size ?? 10_000 });
    this.#stopWatch = options.watch({
      onForget: (keyHash) => this.#forget(keyHash),
      onLive: (live) => {
        // What was remembered before may have changed unseen.
        if (live && !this.#live) this.#forgetAll();
        this.#live = live;
      },
    });
  }

  /** The port of the HTTP app; answers at once what is remembered. */
  readonly verifyKey: VerifyKey = (token, call) => {
    const keyHash = hash("sha256", token, "hex");
    const found = this.#valid.get(keyHash) ?? this.#refused.get(keyHash);
    if (found !== undefined && this.#isFresh(found)) return found.key;
    return this.#ask(keyHash, call);
  };

  /** Ends the watch and forgets everything. */
  close(): void {
    this.#stopWatch();
    this.#live = false;
    this.#forgetAll();
  }

  #isFresh({ key, at }: Remembered): boolean {
    const now = this.#now();
    const known = this.#live ? (key === null ? refusedMs : liveMs) : blindMs;
    if (now - at >= known) return false;
    return key === null || key.expiresAt === null || now < key.expiresAt;
  }

  #ask(keyHash: string, call: Call): Promise<VerifiedKey | null> {
    const asked = this.#asked.get(keyHash);
    if (asked !== undefined) return asked;
    const question = this.#options.verify(keyHash, call).then(
      (key) => {
        if (this.#asked.get(keyHash) !== question) return key;
        this.#asked.delete(keyHash);
        (key === null ? this.#refused : this.#valid).set(keyHash, { key, at: this.#now() });
        (key === null ? this.#valid : this.#refused).delete(keyHash);
        return key;
      },
      (error: unknown) => {
        if (this.#asked.get(keyHash) === question) this.#asked.delete(keyHash);
        throw error;
      },
    );
    this.#asked.set(keyHash, question);
    return question;
  }

  #forget(keyHash: string): void {
    this.#valid.delete(keyHash);
    this.#refused.delete(keyHash);
    this.#asked.delete(keyHash);
  }

  #forgetAll(): void {
    this.#valid.clear();
    this.#refused.clear();
    this.#asked.clear();
  }
}
