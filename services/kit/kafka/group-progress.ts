import type { Drains } from "../bus/drains.ts";
import type { Lag, OffsetStore } from "../bus/port.ts";
import type { Timers } from "../bus/timers.ts";
import { bounded } from "../lifecycle/bounded.ts";
import { pause } from "../lifecycle/pause.ts";
import type { Log } from "../telemetry/log.ts";
import type { GroupReader } from "./group-reader.ts";

/** Whom to ask how far a group is. */
export interface ProgressContext {
  readonly kafkaTopic: string;
  readonly groupId: string;
  readonly offsets: OffsetStore | undefined;
  readonly drains: Drains;
  readonly timers: Timers;
  readonly log: Log | undefined;
  readonly reader: Pick<GroupReader, "member" | "assigned">;
}

type Offsets = ReadonlyMap<number, number>;

const unknown: Lag = { records: Number.NaN, oldestAgeMs: Number.NaN };
const askMs = 1_000;
const stepMs = 20;
const never = new AbortController().signal;
/** The share of its time in the topic that a record may wait before it is reported. */
const alarmingShare = 0.5;

/** How far a whole group is: what is read here by what is in memory, the rest by asking. */
export class GroupProgress {
  readonly #context: ProgressContext;

  constructor(context: ProgressContext) {
    this.#context = context;
  }

  /** What keeps the group from being read here, in a sentence; undefined when nothing does. */
  get trouble(): string | undefined {
    const { reader, kafkaTopic, groupId } = this.#context;
    if (reader.member === undefined) return `Kafka can't be read: no connection for the topic ${kafkaTopic}.`;
    if (!reader.member.isAlive) return `Kafka can't be read: not in the group ${groupId}.`;
    return undefined;
  }

  /** By partition that is read here, the records known, without asking the broker, not to be handled. */
  lags(): Offsets {
    const readers = this.#context.reader.assigned?.readers ?? new Map();
    return new Map(
      Array.from(readers, ([partition, { high, handledNext }]) => [
        partition,
        Math.max(0, high - handledNext),
      ]),
    );
  }

  /** Age of the oldest record that came here and is not handled, in milliseconds; 0 when there is none. */
  oldestAgeMs(): number {
    const oldestAt = this.#context.reader.assigned?.oldestAt();
    return oldestAt === undefined ? 0 : Math.max(0, this.#context.timers.now() - oldestAt);
  }

  /**
   * What to tell operators, in a sentence, while records wait for so long that the topic may lose them before they are
   * handled; undefined otherwise, and when Kafka doesn't say how long it keeps them.
   */
  async outlivesRetention(): Promise<string | undefined> {
    const { reader, timers, kafkaTopic } = this.#context;
    const takenAt = reader.assigned?.oldestTakenAt();
    if (takenAt === undefined) return undefined;
    const asked = reader.member?.queries.retentionMs();
    const retentionMs = await bounded("Asking Kafka", askMs, asked).catch(() => undefined);
    const ageMs = timers.now() - takenAt;
    if (retentionMs === undefined || ageMs < retentionMs * alarmingShare) return undefined;
    const [age, kept] = [ageMs, retentionMs].map((ms) => (ms / 3_600_000).toFixed(1));
    return `The oldest unread record of ${kafkaTopic} is ${age} h old and is kept for ${kept} h; read faster or keep it longer.`;
  }

  /** See {@link Subscription.lag}. */
  async lag(): Promise<Lag> {
    try {
      return await bounded("Asking Kafka", 3 * askMs, this.#measure());
    } catch (error) {
      this.#context.log?.warn({ topic: this.#context.kafkaTopic, err: error }, "Kafka doesn't tell the lag");
      return unknown;
    }
  }

  async #measure(): Promise<Lag> {
    const ends = await this.#ends(performance.now() + askMs);
    if (ends === undefined) return unknown;
    const positions = await this.#positions(ends);
    let records = 0;
    for (const [partition, end] of ends) records += Math.max(0, end - (positions.get(partition) ?? 0));
    return { records, oldestAgeMs: records === 0 ? 0 : await this.#oldestSoon() };
  }

  /** Resolves true when the group has everything that is on the topic now, false after `timeoutMs`. */
  async drain(timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    const ends = await this.#ends(deadline);
    if (ends === undefined) return false;
    for (;;) {
      const restMs = deadline - performance.now();
      if (restMs <= 0) return false;
      // What is read here is looked at after each batch, what others read only by asking.
      const own = () => this.#context.reader.assigned?.positions() ?? new Map();
      if (await this.#context.drains.wait(() => reaches(own(), ends), Math.min(restMs, 250))) return true;
      if (reaches(await this.#positions(ends).catch(() => new Map()), ends)) return true;
    }
  }

  /** The end of each partition, as soon as a member can ask; undefined at the deadline. */
  async #ends(deadline: number): Promise<Offsets | undefined> {
    for (;;) {
      const view = await this.#context.reader.member?.queries.view().catch(() => undefined);
      if (view !== undefined)
        return new Map(Array.from(view.bounds, ([partition, { high }]) => [partition, high]));
      if (performance.now() >= deadline) return undefined;
      await pause(stepMs, never);
    }
  }

  async #positions(ends: Offsets): Promise<Offsets> {
    const { reader, offsets, kafkaTopic, groupId } = this.#context;
    const own = reader.assigned?.positions() ?? new Map<number, number>();
    if ([...ends.keys()].every((partition) => own.has(partition))) return own;
    const stored = await offsets?.load(kafkaTopic);
    const others =
      stored === undefined
        ? await reader.member?.queries.committed(groupId)
        : new Map(Array.from(stored, ([partition, { next }]) => [partition, next]));
    return new Map([...(others ?? []), ...own]);
  }

  /** What was just published gets a moment to come here. */
  async #oldestSoon(): Promise<number> {
    for (let waitedMs = 0; waitedMs < askMs; waitedMs += stepMs) {
      if (this.#context.reader.assigned?.oldestAt() !== undefined) break;
      await pause(stepMs, never);
    }
    return this.oldestAgeMs();
  }
}

function reaches(positions: Offsets, ends: Offsets): boolean {
  return [...ends].every(([partition, end]) => (positions.get(partition) ?? -1) >= end);
}
