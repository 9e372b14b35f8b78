import type { Log } from "../telemetry/log.ts";
import type { LaneFacts, LanePage } from "./lane-page.ts";

const publishEveryMs = 5;

/** Keeps a lane's page at most 5 ms behind its writer, without a system call for every turn of the event loop. */
export class HeadPublisher {
  readonly #page: LanePage;
  readonly #lane: string;
  readonly #facts: () => LaneFacts;
  readonly #log: Log | undefined;
  #timer: NodeJS.Timeout | undefined;
  #publishedAt = 0;
  #failing = false;

  constructor(page: LanePage, lane: string, facts: () => LaneFacts, log: Log | undefined) {
    this.#page = page;
    this.#lane = lane;
    this.#facts = facts;
    this.#log = log;
  }

  schedule(): void {
    if (this.#timer !== undefined) return;
    const waitMs = this.#publishedAt + publishEveryMs - performance.now();
    if (waitMs <= 0) this.publish();
    else this.#timer = setTimeout(() => this.publish(), waitMs);
  }

  publish(): void {
    this.stop();
    this.#publishedAt = performance.now();
    try {
      this.#page.write(this.#facts());
      this.#failing = false;
    } catch (error) {
      // Readers elsewhere fall behind until a later publication succeeds; nothing is lost.
      if (!this.#failing)
        this.#log?.error({ err: error, lane: this.#lane }, "The lane's page can't be written");
      this.#failing = true;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
