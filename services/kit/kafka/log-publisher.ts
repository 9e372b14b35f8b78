import type { Kafka } from "kafkajs";
import type { BusMessage, Published } from "../bus/port.ts";
import { publishToLog } from "../bus/publish-to-log.ts";
import { Fault } from "../errors/fault.ts";
import { openLogReader } from "../local-log/reader.ts";
import { type LogWriter, openLogWriter } from "../local-log/writer.ts";
import type { Log } from "../telemetry/log.ts";
import { Forwarder } from "./forwarder.ts";
import type { TopicPublisher } from "./kafka-bus.ts";

export interface LogPublisherOptions {
  /** Folder of the topic's local log, shared by the processes of this disk. */
  readonly directory: string;
  /** Ended by the publisher. */
  readonly writer: LogWriter;
  readonly kafka: () => Promise<Kafka>;
  readonly kafkaTopic: string;
  /** How long records wait for others to travel with, in milliseconds. */
  readonly lingerMs: number;
  readonly log: Log;
}

const acknowledgeMs = 10_000;
/** Of the time to close, what is kept for the end of a send that is under way. */
const stopMs = 1_000;

/**
 * A publisher whose messages count as published when the broker has them, made with the first of them: who publishes
 * nothing writes no lane. What was not acknowledged in time may reach the broker later, and again.
 */
export function logPublisherOnDemand(options: Omit<LogPublisherOptions, "writer">): TopicPublisher {
  let publisher: TopicPublisher | undefined;
  return {
    async publish(message) {
      publisher ??= openLogPublisher({
        ...options,
        writer: openLogWriter({ ...options, onFloor: "refuse" }),
      });
      const published = await publisher.publish(message);
      if (await publisher.flush(acknowledgeMs)) return published;
      throw new Fault("unavailable", "bus-unavailable", {
        detail: "Kafka did not take the event in time. Try again later.",
        retryAfterSeconds: 5,
      });
    },
    flush: async (timeoutMs) => (await publisher?.flush(timeoutMs)) ?? true,
    close: async (timeoutMs) => publisher?.close(timeoutMs),
  };
}

/** Publishes into a local log, and brings the log to a topic of Kafka; see {@link Forwarder}. */
export function openLogPublisher(options: LogPublisherOptions): TopicPublisher {
  const { directory, writer, kafka, kafkaTopic, lingerMs, log } = options;
  const reader = openLogReader({ directory, log });
  const forwarder = new Forwarder({
    kafka,
    lingerMs,
    log,
    owner: null,
    topic: kafkaTopic,
    reader,
    ownLanes: [writer.lane],
  });
  forwarder.start();
  return {
    publish: (message: BusMessage): Promise<Published> => publishToLog(writer, message),
    async flush(timeoutMs) {
      await writer.flush();
      await reader.refresh();
      return await forwarder.drain(timeoutMs);
    },
    async close(timeoutMs) {
      const until = performance.now() + timeoutMs;
      await writer.flush();
      await reader.refresh();
      await forwarder.drain(timeoutMs - Math.min(stopMs, timeoutMs / 2));
      await forwarder.stop(Math.max(0, until - performance.now()));
      await writer.close();
      await reader.close();
    },
  };
}
