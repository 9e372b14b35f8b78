import type { Log } from "../telemetry/log.ts";

/** Tells the log what befalls a writer: one line when a trouble begins and one when it is over, not one for each append. */
export class WriterLog {
  readonly #lane: string;
  readonly #log: Log | undefined;
  #failing = false;
  /** Whether the last sync in the background failed. */
  #unsynced = false;

  constructor(lane: string, log: Log | undefined) {
    this.#lane = lane;
    this.#log = log;
  }

  /** After each write: what went wrong, or undefined. */
  append(error: unknown): void {
    const failing = error !== undefined;
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (failing) this.#log?.error({ err: error, lane: this.#lane }, "The log can't be written");
    else this.#log?.info({ lane: this.#lane }, "The log can be written again");
  }

  floor(below: boolean, freeBytes: number): void {
    const facts = { lane: this.#lane, freeBytes };
    if (below) this.#log?.error(facts, "The disk is below its floor; the log is suspended");
    else this.#log?.info(facts, "The disk is above its floor again; the log goes on");
  }

  /** After each sync in the background: what went wrong, or undefined. */
  synced(error: Error | undefined): void {
    const unsynced = error !== undefined;
    if (unsynced === this.#unsynced) return;
    this.#unsynced = unsynced;
    const facts = { err: error, lane: this.#lane };
    if (unsynced)
      this.#log?.error(
        facts,
        "The log can't be synced; a power loss may take more than it should; trying on",
      );
    else this.#log?.info({ lane: this.#lane }, "The log can be synced again");
  }
}
