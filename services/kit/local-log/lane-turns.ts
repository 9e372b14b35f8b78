import { onNotify } from "./live-lanes.ts";
import type { AppendDone, LogWriter } from "./writer.ts";

/**
 * Several lanes of one process that take turns: after each turn of the event loop that wrote something, the next lane
 * is written to. So a turn costs one system call however many lanes there are, and all of them grow alike.
 */
export class LaneTurns {
  readonly writers: readonly LogWriter[];
  #current: LogWriter;
  readonly #unsubscribe: () => void;

  /** The writers, at least one, are ended by {@link LaneTurns.close}. */
  constructor(writers: readonly [LogWriter, ...LogWriter[]]) {
    this.writers = writers;
    this.#current = writers[0];
    let turn = 0;
    this.#unsubscribe = onNotify(writers[0].directory, (change) => {
      if (change !== "records") return;
      turn = (turn + 1) % writers.length;
      this.#current = writers[turn] ?? writers[0];
    });
  }

  /** The lane whose turn it is. */
  get current(): LogWriter {
    return this.#current;
  }

  /** As {@link LogWriter.append}. */
  append(payload: Uint8Array, done: AppendDone): void {
    this.#current.append(payload, done);
  }

  /** Ends all lanes. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await Promise.all(this.writers.map((writer) => writer.close()));
  }
}
