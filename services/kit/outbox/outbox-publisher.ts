import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { backoffMs } from "../bus/backoff.ts";
import type { Bus } from "../bus/port.ts";
import type { Database, Db } from "../db/database.ts";
import { bounded } from "../lifecycle/bounded.ts";
import { formatTraceparent } from "../telemetry/trace-context.ts";
import type { OutboxTables, PublishedOutbox } from "./outbox.ts";
import { outboxMetrics } from "./outbox-metrics.ts";
import {
  forgetPublished,
  giveTurnBack,
  markPublished,
  measureOutbox,
  type PendingEvent,
  pickPending,
  takeTurn,
} from "./outbox-store.ts";
import { publishInOrder } from "./publish-in-order.ts";

export interface OutboxPublisherOptions<Tables extends OutboxTables> {
  readonly service: string;
  readonly database: Database<Tables>;
  readonly outbox: PublishedOutbox;
  readonly bus: Pick<Bus, "publish">;
  readonly log: Logger;
  readonly metrics: Registry;
  /** How long a turn lasts unless prolonged, in milliseconds: the delay after a publisher is killed. Default 10,000. */
  readonly leaseMs?: number;
  /** How often to look for events of other processes, in milliseconds. Default 200. */
  readonly pollMs?: number;
  /** Events picked at once. Default 500. */
  readonly batch?: number;
  /** How long the bus may take over one event. Default 30,000. */
  readonly publishTimeoutMs?: number;
  /** How long published events are kept, in milliseconds. Default 7 days. */
  readonly keepMs?: number;
  /**
   * Awaited before those of the `limit` oldest events are forgotten that were published before `before`: for a service
   * that notes in the rows of its outbox what it has of them. Nothing is forgotten when it rejects.
   */
  beforeForgetting?(db: Db<Tables>, before: Date, limit: number): Promise<void>;
}

const atOnce = 64;
const statementMs = 10_000;
const forgetEveryMs = 60_000;
const forgetBatch = 5_000;

/**
 * Publishes the events of a service's outbox. Any number of processes may run one; one at a time has the turn, and keeps
 * it while it lives, so that the events of an aggregate travel in one lane. Picking, publishing and marking are three
 * steps, and no transaction is open while the bus is waited for. What was published and not marked, because of a
 * crash in between, is published again with the same id.
 */
export class OutboxPublisher<Tables extends OutboxTables> {
  readonly #options: OutboxPublisherOptions<Tables>;
  readonly #holder = randomUUID();
  readonly #leaseMs: number;
  readonly #metrics: ReturnType<typeof outboxMetrics>;
  /** By performance.now(): until then no other publisher can take the turn. */
  #turnUntil = 0;
  #forgottenAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #woken = Promise.withResolvers<void>();

  constructor(options: OutboxPublisherOptions<Tables>) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? 10_000;
    this.#metrics = outboxMetrics(options.metrics, options.service, () => measureOutbox(options.database.db));
    options.outbox.onWake(() => this.#woken.resolve());
  }

  /** Works until the signal fires; then finishes what is on its way and gives the turn back. Throws nothing. */
  async run(signal: AbortSignal): Promise<void> {
    const { log, pollMs = 200 } = this.#options;
    signal.addEventListener("abort", () => this.#woken.resolve(), { once: true });
    while (!signal.aborted) {
      let waitMs = pollMs;
      try {
        waitMs = await this.#round(signal);
      } catch (error) {
        waitMs = this.#backOff();
        log.warn({ err: error, waitMs }, "The outbox could not be read or marked; it will be tried again");
      }
      if (waitMs > 0 && !signal.aborted) await this.#sleep(waitMs, signal);
    }
    await giveTurnBack(this.#db(), this.#holder).catch(() => undefined);
  }

  /** One pick, publish and mark. Answers how long to wait for the next. */
  async #round(signal: AbortSignal): Promise<number> {
    const { pollMs = 200, batch = 500, log } = this.#options;
    if (!(await this.#hasTurn())) return Math.max(pollMs, this.#leaseMs / 4);
    const events = await pickPending(this.#db(), this.#holder, batch);
    if (events.length === 0) {
      this.#failures = 0;
      await this.#forget();
      return pollMs;
    }
    const done = await this.#publish(events, signal);
    await markPublished(this.#db(), done.published);
    this.#metrics.published(done.published.length);
    if (done.failed === 0) {
      this.#failures = 0;
      await this.#forget();
      return events.length === batch ? 0 : pollMs;
    }
    this.#metrics.failed(done.failed);
    const waitMs = this.#backOff();
    log.warn(
      { err: done.error, failed: done.failed, published: done.published.length, waitMs },
      "Events could not be published; they stay in the outbox and are tried again",
    );
    return waitMs;
  }

  async #publish(events: readonly PendingEvent[], signal: AbortSignal) {
    // A slow bus must not cost the turn: prolonged while events are on their way.
    const beat = setInterval(() => void this.#prolong().catch(() => undefined), this.#leaseMs / 4);
    try {
      const mayGoOn = () => !signal.aborted && performance.now() < this.#turnUntil;
      return await publishInOrder(events, (event) => this.#publishOne(event), mayGoOn, atOnce);
    } finally {
      clearInterval(beat);
    }
  }

  async #publishOne(event: PendingEvent): Promise<void> {
    const { bus, outbox, service, publishTimeoutMs = 30_000 } = this.#options;
    const headers = {
      ce_specversion: "1.0",
      ce_id: event.eventId,
      ce_type: outbox.event.typeName,
      ce_source: `/waypost/${service}`,
      ce_subject: event.aggregateId,
      ce_time: event.madeAt.toISOString(),
      ce_sequence: String(event.seq),
      ...(event.traceId === null ? {} : { traceparent: formatTraceparent(event.traceId) }),
    };
    await bounded(
      "Publishing",
      publishTimeoutMs,
      bus.publish(outbox.topic, { payload: event.payload, headers }),
    );
  }

  /** Takes the turn when it is free, prolongs it when half of it is over. */
  async #hasTurn(): Promise<boolean> {
    if (performance.now() < this.#turnUntil - this.#leaseMs / 2) return true;
    return await this.#prolong();
  }

  async #prolong(): Promise<boolean> {
    // From before the question, so that this clock never runs behind the one of the store.
    const asked = performance.now();
    const has = await takeTurn(this.#db(), this.#holder, this.#leaseMs);
    this.#turnUntil = has ? asked + this.#leaseMs : 0;
    return has;
  }

  /** Now and then; after a full batch again in the next round, so that it keeps up with any rate of events. */
  async #forget(): Promise<void> {
    if (performance.now() - this.#forgottenAt < forgetEveryMs) return;
    this.#forgottenAt = performance.now();
    const before = new Date(Date.now() - (this.#options.keepMs ?? 7 * 86_400_000));
    await this.#options.beforeForgetting?.(this.#db(), before, forgetBatch);
    const forgotten = await forgetPublished(this.#db(), before, forgetBatch);
    if (forgotten === forgetBatch) this.#forgottenAt = Number.NEGATIVE_INFINITY;
  }

  #db() {
    return this.#options.database.within({ signal: AbortSignal.timeout(statementMs) });
  }

  #backOff(): number {
    this.#failures++;
    return backoffMs(this.#failures, { firstMs: 100, maxMs: 10_000 });
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    // While the bus is away, new events are no reason to ask it sooner.
    const wakes = this.#failures === 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const end = () => resolve();
    signal.addEventListener("abort", end, { once: true });
    await Promise.race(wakes ? [promise, this.#woken.promise] : [promise]);
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    this.#woken = Promise.withResolvers<void>();
  }
}
