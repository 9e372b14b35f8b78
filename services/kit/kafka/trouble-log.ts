import type { Log } from "../telemetry/log.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { Rejection } from "./produce-error.ts";

/** Tells of trouble once when it begins, again when it is of another kind, and once when it is over. */
export class TroubleLog {
  readonly #topic: string;
  readonly #observer: ForwarderObserver;
  readonly #log: Log;
  #current: Rejection | null = null;

  constructor(topic: string, observer: ForwarderObserver, log: Log) {
    this.#topic = topic;
    this.#observer = observer;
    this.#log = log;
  }

  begin(rejection: Rejection): void {
    if (this.#current?.type === rejection.type) return;
    this.#current = rejection;
    this.#log.error(
      { topic: this.#topic, type: rejection.type },
      `${rejection.sentence} Records wait in the local log; trying on.`,
    );
    this.#observer.trouble?.(rejection);
  }

  end(): void {
    if (this.#current === null) return;
    this.#current = null;
    this.#log.info({ topic: this.#topic }, "Kafka takes records again");
    this.#observer.trouble?.(null);
  }
}
