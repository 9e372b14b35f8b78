import type { Kafka } from "kafkajs";
import type { TopicPublisher } from "../bus/kafka-bus.ts";
import type { BusMessage, Published } from "../bus/port.ts";
import { publishToLog } from "../bus/publish-to-log.ts";
import { openLogReader } from "../local-log/reader.ts";
import type { LogWriter } from "../local-log/writer.ts";
import type { Log } from "../local-log/writer-options.ts";
import { Forwarder, type ForwarderOptions } from "./forwarder.ts";

export interface LogPublisherOptions
  extends Partial<Pick<ForwarderOptions, "owner" | "lingerMs" | "backoff" | "observer">> {
  /** Folder of the topic's local log, shared by the processes of this disk. */
  readonly directory: string;
  /** Ended by the publisher. */
  readonly writer: LogWriter;
  readonly kafka: () => Promise<Kafka>;
  readonly kafkaTopic: string;
  readonly log: Log;
}

/** Publishes into a local log, and brings the log to a topic of Kafka; see {@link Forwarder}. */
export function openLogPublisher(options: LogPublisherOptions): TopicPublisher {
  const { directory, writer, kafkaTopic, log } = options;
  const reader = openLogReader({ directory, log });
  const forwarder = new Forwarder({
    ...options,
    owner: options.owner ?? null,
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
      await writer.flush();
      await reader.refresh();
      await forwarder.drain(timeoutMs);
      await forwarder.stop(timeoutMs);
      await writer.close();
      await reader.close();
    },
  };
}
