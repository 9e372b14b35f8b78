import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "prom-client";
import { observeTroubles } from "../local-log/lane-troubles.ts";
import type { LaneState } from "../local-log/lane-view.ts";
import { type LogReader, type LogReaderOptions, openLogReader } from "../local-log/reader.ts";
import { freeSegments, type RetentionLimits } from "../local-log/retention.ts";
import { type LogWriter, openLogWriter } from "../local-log/writer.ts";
import type { SyncMode } from "../local-log/writer-options.ts";
import type { Log } from "../telemetry/log.ts";
import { LocalSubscription } from "./local-subscription.ts";
import type {
  Bus,
  BusHeaders,
  BusMessage,
  BusObserver,
  Published,
  SubscribeOptions,
  Subscription,
} from "./port.ts";
import { positionFile } from "./position-file.ts";
import { publishToLog } from "./publish-to-log.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface LocalTopicOptions {
  /** Folder of the topic's log; shared by all processes on this disk that publish or read the topic. */
  readonly directory: string;
  /** A writer that the process has already, and ends itself. Default: one of the bus's own, begun by the first publish. */
  readonly writer?: LogWriter;
  /** For the bus's own writer. Default `os`. */
  readonly sync?: SyncMode;
  /** For the bus's own writer: free disk space below which publishing fails, in bytes. Default 512 MiB. */
  readonly floorBytes?: number;
  /** Headers that every record of the topic has, unless the record says otherwise. */
  readonly headers?: BusHeaders;
  /**
   * The group whose position decides what may be freed. While it is subscribed in this process, segments are freed
   * once a minute; without an owner nothing is.
   */
  readonly owner?: string;
  readonly retention?: RetentionLimits;
}

export interface LocalBusOptions {
  readonly topics: Readonly<Record<string, LocalTopicOptions>>;
  readonly observer?: BusObserver;
  readonly timers?: Timers;
  /** Passed to the readers of all topics. */
  readonly reader?: Pick<LogReaderOptions, "pollMs" | "adoptMs" | "adopt">;
  /** How often segments are freed, in milliseconds. Default one minute. */
  readonly freeEveryMs?: number;
  readonly log?: Log;
  /** Shows here how many lanes are in trouble. */
  readonly metrics?: Registry;
}

interface Topic {
  readonly options: LocalTopicOptions;
  readonly reader: LogReader;
  ownWriter: LogWriter | undefined;
}

const groupPattern = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/**
 * The bus without a broker: every topic is a local log, and consumers read the log itself. All processes on one disk
 * see one bus. Begins the topics' folders; throws when one can't be used.
 */
export class LocalBus implements Bus {
  readonly #options: LocalBusOptions;
  readonly #topics: ReadonlyMap<string, Topic>;
  readonly #subscriptions = new Set<LocalSubscription>();
  readonly #freeTimer: NodeJS.Timeout;
  #freeing: Promise<void> = Promise.resolve();

  constructor(options: LocalBusOptions) {
    this.#options = options;
    const topics = Object.entries(options.topics).map(([name, topic]): [string, Topic] => [
      name,
      { options: topic, reader: this.#openReader(name, topic), ownWriter: undefined },
    ]);
    this.#topics = new Map(topics);
    this.#freeTimer = setInterval(() => {
      this.#freeing = this.#freeing
        .then(() => this.freeSegments())
        .catch((error: unknown) => {
          options.log?.error({ err: error }, "Segments could not be freed");
        });
    }, options.freeEveryMs ?? 60_000);
    this.#freeTimer.unref();
  }

  async publish(name: string, message: BusMessage): Promise<Published> {
    return await publishToLog(this.#writerOf(this.#topic(name)), message);
  }

  subscribe(options: SubscribeOptions): Subscription {
    const topic = this.#topic(options.topic);
    if (!groupPattern.test(options.group)) throw new RangeError(`"${options.group}" can't name a group`);
    const groupsFolder = join(topic.options.directory, "groups");
    mkdirSync(groupsFolder, { recursive: true, mode: 0o700 });
    const subscription = new LocalSubscription(options, {
      reader: topic.reader,
      store: options.position ?? positionFile(join(groupsFolder, `${options.group}.json`)),
      groupsFolder,
      headers: topic.options.headers ?? {},
      observer: this.#options.observer ?? {},
      timers: this.#options.timers ?? systemTimers,
      log: this.#options.log,
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /** The lanes of a topic, for the one who reports their heads. */
  laneStates(topic: string): readonly LaneState[] {
    return this.#topic(topic).reader.laneStates();
  }

  /** Frees what may be freed, now; normally the bus does it once a minute. */
  async freeSegments(): Promise<void> {
    for (const subscription of this.#subscriptions) {
      const { options, reader } = this.#topic(subscription.topic);
      if (options.owner !== subscription.group) continue;
      const position = await subscription.covered();
      if (position === undefined) continue;
      freeSegments({
        reader,
        position,
        now: (this.#options.timers ?? systemTimers).now(),
        ...options.retention,
        ...(this.#options.log === undefined ? {} : { log: this.#options.log }),
      });
    }
  }

  async close(timeoutMs: number): Promise<void> {
    clearInterval(this.#freeTimer);
    await Promise.all(Array.from(this.#subscriptions, (subscription) => subscription.stop(timeoutMs)));
    this.#subscriptions.clear();
    await this.#freeing;
    for (const topic of this.#topics.values()) {
      await topic.options.writer?.flush();
      await topic.ownWriter?.close();
      await topic.reader.close();
    }
  }

  #topic(name: string): Topic {
    const topic = this.#topics.get(name);
    if (topic === undefined) throw new RangeError(`the topic "${name}" was not declared`);
    return topic;
  }

  #writerOf(topic: Topic): LogWriter {
    const { writer, directory, sync, floorBytes } = topic.options;
    if (writer !== undefined) return writer;
    topic.ownWriter ??= openLogWriter({
      directory,
      onFloor: "refuse",
      ...(sync === undefined ? {} : { sync }),
      ...(floorBytes === undefined ? {} : { floorBytes }),
      ...(this.#options.log === undefined ? {} : { log: this.#options.log }),
    });
    return topic.ownWriter;
  }

  #openReader(name: string, { directory }: LocalTopicOptions): LogReader {
    const { log, reader, metrics } = this.#options;
    return openLogReader({
      directory,
      ...reader,
      ...(log === undefined ? {} : { log }),
      ...(metrics === undefined ? {} : { troubles: observeTroubles(metrics, name) }),
    });
  }
}

/** Makes a bus on local logs; see {@link LocalBus}. */
export function openLocalBus(options: LocalBusOptions): LocalBus {
  return new LocalBus(options);
}
