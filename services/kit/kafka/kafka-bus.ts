import type { Kafka } from "kafkajs";
import type { Registry } from "prom-client";
import type { Bus, BusMessage, BusObserver, Published, SubscribeOptions } from "../bus/port.ts";
import { systemTimers, type Timers } from "../bus/timers.ts";
import type { Log } from "../telemetry/log.ts";
import { observeConsumers, watchProgress } from "./consumer-metrics.ts";
import type { MemberTuning } from "./group-member.ts";
import { KafkaSubscription } from "./kafka-subscription.ts";

/** How this process publishes to a topic: into its local log, and from there to Kafka. */
export interface TopicPublisher {
  /** See {@link Bus.publish}. */
  publish(message: BusMessage): Promise<Published>;
  /** Resolves true when everything that was published before is on the topic, false after `timeoutMs`. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Ends in order, within `timeoutMs`; what is not on the topic then stays in the local log. */
  close(timeoutMs: number): Promise<void>;
}

export interface KafkaTopicOptions {
  /** The topic's name at the broker, such as `waypost.clicks`. */
  readonly kafkaTopic: string;
  /** Without it, this process only reads the topic. */
  readonly publisher?: TopicPublisher;
}

export interface KafkaBusOptions {
  /** Makes a client; each subscription gets its own. */
  readonly connect: () => Promise<Kafka>;
  /** By the name that publishers and subscribers use. */
  readonly topics: Readonly<Record<string, KafkaTopicOptions>>;
  readonly observer?: BusObserver;
  readonly timers?: Timers;
  readonly tuning?: MemberTuning;
  /** Where groups are measured; see `kafka/consumer-metrics.ts`. */
  readonly metrics?: Registry;
  readonly log?: Log;
}

const groupPattern = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** The group's name at the broker: one of its own for each topic, as a group of Kafka has one assignment for all topics. */
export function kafkaGroupId(kafkaTopic: string, group: string): string {
  return `${kafkaTopic}.${group}`;
}

/** The bus on Kafka: many processes publish, and the members of a group share the partitions of a topic. */
export class KafkaBus implements Bus {
  readonly #options: KafkaBusOptions;
  readonly #subscriptions = new Set<KafkaSubscription>();

  constructor(options: KafkaBusOptions) {
    this.#options = options;
  }

  async publish(name: string, message: BusMessage): Promise<Published> {
    const { publisher, kafkaTopic } = this.#topic(name);
    if (publisher === undefined) throw new RangeError(`this process doesn't publish to ${kafkaTopic}`);
    return await publisher.publish(message);
  }

  subscribe(options: SubscribeOptions): KafkaSubscription {
    const { kafkaTopic, publisher } = this.#topic(options.topic);
    if (!groupPattern.test(options.group)) throw new RangeError(`"${options.group}" can't name a group`);
    const { connect, observer = {}, timers = systemTimers, tuning = {}, metrics, log } = this.#options;
    const subscription = new KafkaSubscription(options, {
      connect,
      kafkaTopic,
      groupId: kafkaGroupId(kafkaTopic, options.group),
      flush: async (timeoutMs) => (await publisher?.flush(timeoutMs)) ?? true,
      observer: metrics === undefined ? observer : observeConsumers(metrics, observer),
      timers,
      tuning,
      log,
    });
    if (metrics !== undefined)
      watchProgress(metrics, { topic: options.topic, group: options.group }, subscription.progress);
    this.#subscriptions.add(subscription);
    return subscription;
  }

  async close(timeoutMs: number): Promise<void> {
    const until = performance.now() + timeoutMs;
    await Promise.all(Array.from(this.#subscriptions, (subscription) => subscription.stop(timeoutMs)));
    this.#subscriptions.clear();
    // After the subscriptions, as their handlers may publish; whatever time they took is not there any more.
    const leftMs = Math.max(0, until - performance.now());
    const topics = Object.values(this.#options.topics);
    await Promise.all(topics.map(async ({ publisher }) => publisher?.close(leftMs)));
  }

  #topic(name: string): KafkaTopicOptions {
    const topic = this.#options.topics[name];
    if (topic === undefined) throw new RangeError(`the topic "${name}" was not declared`);
    return topic;
  }
}
