import type { Kafka } from "kafkajs";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { backoffMs } from "../../bus/backoff.ts";
import { pause } from "../../lifecycle/pause.ts";
import type { BackgroundWork } from "../../lifecycle/spawn.ts";
import { gauge } from "../../telemetry/metrics.ts";
import type { Readiness } from "../../telemetry/readiness.ts";
import { whyRejected } from "../produce-error.ts";
import { compareTopics, type TopicDifference } from "./compare-topics.ts";
import type { TopicDeclaration } from "./declarations.ts";
import { readTopics, withAdmin } from "./topic-admin.ts";

/**
 * What is wrong with the topics, in sentences that say what to do; none when all are as declared. More partitions than
 * declared are no fault. Rejects with what the client says when Kafka can't be asked.
 */
export async function checkTopics(
  kafka: Kafka,
  needed: readonly TopicDeclaration[],
): Promise<readonly string[]> {
  const found = await withAdmin(kafka, (admin) => readTopics(admin, needed));
  const names = new Set(needed.map(({ name }) => name));
  return compareTopics(needed, found)
    .filter(({ kind, topic }) => kind !== "note" && names.has(topic))
    .map(explain);
}

function explain({ kind, sentence }: TopicDifference): string {
  if (kind === "refused") return `The topic ${sentence}`;
  return `The topic ${sentence.replace(/(;.*|\.)$/s, "")}; run \`npm run topics -- apply\`.`;
}

export interface WatchTopicsOptions {
  readonly kafka: () => Promise<Kafka>;
  /** What this process writes or reads. */
  readonly topics: readonly TopicDeclaration[];
  readonly background: BackgroundWork;
  readonly readiness: Pick<Readiness, "addNote">;
  readonly metrics: Registry;
  readonly log: Logger;
  /** Between two looks when all was well; default 5 minutes. After a fault it looks again sooner. */
  readonly everyMs?: number;
}

/**
 * Checks the topics at the start and every few minutes after, beside everything else: a process whose Kafka is away or
 * set up wrongly starts and takes clicks, which wait in its local log. A fault is logged once when it begins and once
 * when it is over; while it lasts it is in the readiness report under `kafka-topics` and in the gauge
 * `waypost_kafka_topic_faults`.
 */
export function watchTopics(options: WatchTopicsOptions): void {
  const { topics, background, readiness, log, everyMs = 300_000 } = options;
  if (topics.length === 0) return;
  const faults = gauge(options.metrics, {
    name: "waypost_kafka_topic_faults",
    help: "Topics that are not as declared, by the last look; NaN while Kafka can't be asked.",
  });
  faults.set({}, Number.NaN);
  let told: string | undefined = "Kafka was not asked yet.";
  readiness.addNote("kafka-topics", async () => {
    if (told !== undefined) throw new Error(told);
  });
  background.spawn("topic check", "kafka", async (signal) => {
    for (let failures = 0; !signal.aborted; ) {
      const now = await look(options.kafka, topics);
      if (signal.aborted) return;
      faults.set({}, now.faults);
      if (now.sentence !== told && now.sentence !== undefined) log.error(now.sentence);
      if (now.sentence === undefined && failures > 0) log.info("The topics at Kafka are as declared");
      told = now.sentence;
      failures = now.sentence === undefined ? 0 : failures + 1;
      const wait = failures === 0 ? everyMs : backoffMs(failures, { firstMs: 1_000, maxMs: 15_000 });
      await pause(wait, signal);
    }
  });
}

async function look(
  kafka: () => Promise<Kafka>,
  topics: readonly TopicDeclaration[],
): Promise<{ readonly faults: number; readonly sentence: string | undefined }> {
  try {
    const sentences = await checkTopics(await kafka(), topics);
    return { faults: sentences.length, sentence: sentences.length === 0 ? undefined : sentences.join(" ") };
  } catch (error) {
    return { faults: Number.NaN, sentence: whyRejected(error, topics[0]?.name ?? "").sentence };
  }
}
