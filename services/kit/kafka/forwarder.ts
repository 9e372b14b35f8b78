import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { standBy } from "../bus/stand-by.ts";
import { bounded } from "../lifecycle/bounded.ts";
import { pause } from "../lifecycle/pause.ts";
import { folderMode } from "../local-log/lane-files.ts";
import { freeSegments } from "../local-log/retention.ts";
import type { MultiRange } from "../position/multirange.ts";
import { notedPositions } from "./forwarded-file.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { ForwarderOptions } from "./forwarder-options.ts";
import { keepGoing } from "./keep-going.ts";
import { coveredBy, LaneCare } from "./lane-care.ts";
import { LaneForwarder } from "./lane-forwarder.ts";
import { LanePartitions } from "./lane-partitions.ts";
import { countPartitions, SafeProducer } from "./safe-producer.ts";
import { TroubleLog } from "./trouble-log.ts";

const lookMs = 1_000;
/** Lanes of one question to the owner. */
const maxAsked = 500;

/**
 * Brings a local log to Kafka: the only consumer of the log where Kafka is the bus.
 *
 * Each lane that this process writes has a loop and a producer of its own, so that lanes don't wait for each other. The
 * lanes that dead processes left on the disk are drained by one process of the disk at a time, the same that frees
 * segments; it holds a lock, which another takes over within a second of its death.
 *
 * An acknowledgement by the broker moves a cursor and frees nothing. What counts is what the owning consumer has: every
 * `holesAfterMs` its position is compared with what was forwarded, what it misses is sent again, and segments are freed
 * once it has all of them and the window has passed.
 */
export class Forwarder {
  readonly #options: ForwarderOptions;
  readonly #observer: ForwarderObserver;
  readonly #partitions: LanePartitions;
  readonly #trouble: TroubleLog;
  readonly #stopping = new AbortController();
  readonly #own = new Map<string, LaneCare>();
  readonly #left = new Map<string, LaneCare>();
  readonly #producers: SafeProducer[] = [];
  readonly #running: Promise<unknown>[] = [];
  #caretaker = false;
  #unsubscribe: () => void = () => undefined;

  constructor(options: ForwarderOptions) {
    const { kafka, topic, reader, log } = options;
    this.#options = options;
    this.#observer = options.observer ?? {};
    this.#trouble = new TroubleLog(topic, this.#observer, log);
    this.#partitions = new LanePartitions({
      directory: reader.directory,
      topic,
      count: async () => await countPartitions(await kafka(), topic),
      openLanes: () => reader.laneStates().flatMap(({ lane, state }) => (state === "open" ? [lane] : [])),
    });
    for (const lane of options.ownLanes) this.#own.set(lane, this.#careFor(lane, this.#newProducer()));
  }

  /** Begins to forward. Nothing of what follows throws or ends by itself. */
  start(): void {
    const { signal } = this.#stopping;
    const lanes = [...this.#own.values()];
    this.#unsubscribe = this.#options.reader.onChange(() => {
      for (const { forwarder } of lanes) forwarder.wake();
    });
    for (const { forwarder } of lanes) this.#keep("a lane", () => forwarder.run(signal));
    this.#keep("what others left", () => this.#tendLeftLanes());
    this.#keep("comparisons", () => this.#compareNowAndThen());
    this.#keep("the status", () => this.#tellStatus());
  }

  /** Up to which number a lane was forwarded; 0 for one that this process doesn't forward. */
  position(lane: string): number {
    return (this.#own.get(lane) ?? this.#left.get(lane))?.forwarder.cursor ?? 0;
  }

  /** Resolves true when everything is forwarded that this process had written at the call, false after `timeoutMs`. */
  async drain(timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    const { signal } = this.#stopping;
    // What is written from now on is for others to wait for.
    const goals = Array.from(this.#own.values(), ({ forwarder }) => ({ forwarder, to: forwarder.head }));
    while (performance.now() < until && !signal.aborted) {
      const open = goals.filter(({ forwarder, to }) => forwarder.cursor < to);
      if (open.length === 0) return true;
      for (const { forwarder } of open) forwarder.wake();
      await pause(10, signal);
    }
    return false;
  }

  /** Ends all loops; a send that is under way is waited for, up to `timeoutMs`. What is left goes on at the next start. */
  async stop(timeoutMs = 5_000): Promise<void> {
    this.#stopping.abort();
    this.#unsubscribe();
    try {
      await bounded("Forwarding", timeoutMs, Promise.all(this.#running));
    } catch (error) {
      this.#options.log.warn({ err: error }, "A send was left behind; its records are sent again later");
    }
    await Promise.all(this.#producers.map((producer) => producer.close()));
  }

  /** Compares with the owner now, as happens every `holesAfterMs` by itself. */
  async compare(): Promise<void> {
    const { owner, reader } = this.#options;
    const present = reader.laneStates().map(({ lane }) => lane);
    if (owner === null) {
      if (this.#caretaker) this.#free(notedPositions(reader.directory, present));
      return;
    }
    const cares = new Map([...this.#own, ...this.#left]);
    const lanes = this.#caretaker ? present : [...this.#own.keys()];
    const covered = new Map<string, MultiRange>();
    for (let first = 0; first < lanes.length; first += maxAsked) {
      const { signal } = this.#stopping;
      const positions = await owner.of(lanes.slice(first, first + maxAsked), signal);
      for (const [lane, position] of positions) {
        const care = cares.get(lane);
        await care?.compare(position, owner, signal);
        covered.set(lane, care?.covered(position) ?? coveredBy(position));
      }
    }
    if (this.#caretaker) this.#free(covered);
  }

  #free(position: ReadonlyMap<string, MultiRange>): void {
    const { reader, retention, log } = this.#options;
    freeSegments({ reader, position, ...retention, log });
  }

  async #compareNowAndThen(): Promise<void> {
    const { holesAfterMs = 60_000 } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await pause(holesAfterMs, signal);
      if (!signal.aborted) await this.compare();
    }
  }

  /** Drains the lanes of the dead, for as long as this process is the one of its disk that does. */
  async #tendLeftLanes(): Promise<void> {
    const { reader, log } = this.#options;
    const { signal } = this.#stopping;
    const folder = join(reader.directory, "groups");
    mkdirSync(folder, { recursive: true, mode: folderMode });
    const lock = await standBy(join(folder, "forwarder.lock"), signal, {
      waiting: () => log.info("Another process of this disk forwards what the dead left"),
      failed: (error) => log.error({ err: error }, "The forwarder's lock can't be taken"),
    });
    if (lock === undefined) return;
    this.#caretaker = true;
    try {
      const producer = this.#newProducer();
      while (!signal.aborted) {
        for (const care of this.#leftLanes(producer)) await this.#tend(care, signal);
        await pause(lookMs, signal);
      }
    } finally {
      this.#caretaker = false;
      lock.release();
    }
  }

  async #tend(care: LaneCare, signal: AbortSignal): Promise<void> {
    const { forwarder } = care;
    if (forwarder.open === 0 && !forwarder.resending) return;
    const { owner } = this.#options;
    // An owner that can't be asked spares nothing; what it has already it will know again.
    if (owner !== null) await care.beginBehind(owner, signal).catch(() => undefined);
    await forwarder.run(signal, true);
  }

  #leftLanes(producer: SafeProducer): LaneCare[] {
    const states = this.#options.reader.laneStates();
    const left = states.filter(({ lane, state }) => state !== "open" && !this.#own.has(lane));
    const present = new Set(left.map(({ lane }) => lane));
    for (const lane of this.#left.keys()) if (!present.has(lane)) this.#left.delete(lane);
    for (const { lane } of left)
      if (!this.#left.has(lane)) this.#left.set(lane, this.#careFor(lane, producer));
    return [...this.#left.values()];
  }

  async #tellStatus(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await pause(lookMs, signal);
      const cares = [...this.#own.values(), ...this.#left.values()];
      const oldest = await Promise.all(cares.map(({ forwarder }) => forwarder.oldestOpenAt()));
      const known = oldest.filter((at) => at !== undefined);
      this.#observer.status?.({
        open: cares.reduce((sum, { forwarder }) => sum + forwarder.open, 0),
        oldestOpenAt: known.length === 0 ? null : Math.min(...known),
        missing: cares.reduce((sum, { missing }) => sum + missing, 0),
      });
    }
  }

  #careFor(lane: string, producer: SafeProducer): LaneCare {
    const { reader, headers = {}, log } = this.#options;
    const { lingerMs = 20, maxBatchRecords = 1_000, maxBatchBytes = 800_000 } = this.#options;
    return new LaneCare(
      new LaneForwarder({
        lane,
        reader,
        producer,
        partitions: this.#partitions,
        headers,
        lingerMs,
        maxBatchRecords,
        maxBatchBytes,
        backoff: this.#options.backoff ?? { firstMs: 250, maxMs: 10_000 },
        observer: this.#observer,
        trouble: this.#trouble,
        log,
      }),
    );
  }

  #newProducer(): SafeProducer {
    const { kafka, topic, compression, sendTimeoutMs } = this.#options;
    const producer = new SafeProducer({
      kafka,
      topic,
      ...(compression === undefined ? {} : { compression }),
      ...(sendTimeoutMs === undefined ? {} : { sendTimeoutMs }),
      onNewProducer: () => this.#observer.newProducer?.(),
    });
    this.#producers.push(producer);
    return producer;
  }

  /** A disk that can't be read, or an owner that is away, ends no loop. */
  #keep(what: string, work: () => Promise<void>): void {
    this.#running.push(keepGoing(`Forwarding: ${what}`, work, this.#stopping.signal, this.#options.log));
  }
}
