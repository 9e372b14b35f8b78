import type { BusObserver, ForeignRecord, SubscribeOptions } from "../bus/port.ts";
import type { Log } from "../telemetry/log.ts";

/** How often the log tells of foreign records, however many come. */
const tellMs = 60_000;

/** Sets records aside that no publisher of the bus wrote. */
export class ForeignRecords {
  readonly #facts: { readonly topic: string; readonly group: string };
  readonly #options: Pick<SubscribeOptions, "onForeign">;
  readonly #context: { readonly observer: BusObserver; readonly log: Log | undefined };
  #toldAt = Number.NEGATIVE_INFINITY;
  #untold = 0;

  constructor(
    options: SubscribeOptions,
    context: { readonly observer: BusObserver; readonly log: Log | undefined },
  ) {
    this.#facts = { topic: options.topic, group: options.group };
    this.#options = options;
    this.#context = context;
  }

  /** Counts it, tells of it, and hands it to whoever wants to keep it. */
  async setAside(record: ForeignRecord): Promise<void> {
    await this.#options.onForeign?.(record);
    const { observer, log } = this.#context;
    observer.foreign?.(this.#facts);
    this.#untold++;
    if (performance.now() - this.#toldAt < tellMs) return;
    const { topic: kafkaTopic, partition, offset } = record.place;
    const facts = { ...this.#facts, kafkaTopic, partition, offset, records: this.#untold };
    log?.error(facts, `Records of Kafka are skipped; of the last one: ${record.reason}`);
    this.#toldAt = performance.now();
    this.#untold = 0;
  }
}
