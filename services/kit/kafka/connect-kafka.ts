import type { Kafka, LogEntry } from "kafkajs";
import type { Logger } from "pino";
import type { KafkaConnection } from "./kafka-settings.ts";

/** The client's messages are logged under this level's name; see {@link connectKafka}. */
type Level = "error" | "warn" | "info" | "debug";

/**
 * The client of one process; nothing is connected before a producer, consumer or admin of it is. Loads the library at
 * the first call, so that a process without Kafka never does.
 *
 * - Connecting takes at most 5 s, a request 15 s; both are longer than a broker needs to hand over its partitions.
 * - The client tries an address again a few times, for some seconds in all: who uses it goes on trying for ever, and
 *   tells what happens in its own words. So its own lines are told one level lower than it means them, and each
 *   attempt to connect, several a second while a broker is away, only for debugging.
 * - zstd is known besides gzip, by Node's own zlib.
 */
export async function connectKafka(connection: KafkaConnection, log: Logger): Promise<Kafka> {
  // First, because it takes effect only before the library is loaded.
  const { replaceSlowRecords } = await import("./fast-records.ts");
  replaceSlowRecords();
  const [{ default: kafkajs }, { registerZstd }, { quietRequestQueue }] = await Promise.all([
    import("kafkajs"),
    import("./zstd-codec.ts"),
    import("./quiet-request-queue.ts"),
  ]);
  registerZstd();
  quietRequestQueue();
  return new kafkajs.Kafka({
    brokers: [...connection.brokers],
    clientId: connection.clientId,
    ssl: connection.tls === null ? false : { ...connection.tls },
    ...(connection.sasl === null ? {} : { sasl: saslOf(connection.sasl) }),
    connectionTimeout: 5_000,
    authenticationTimeout: 10_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 200, maxRetryTime: 2_000, retries: 3 },
    logLevel: log.isLevelEnabled("debug") ? kafkajs.logLevel.INFO : kafkajs.logLevel.WARN,
    logCreator: () => (entry) => tell(log, kafkajs.logLevel, entry),
  });
}

function saslOf({ mechanism, ...credentials }: NonNullable<KafkaConnection["sasl"]>) {
  // One object each: the library's type ties every mechanism to the shape of its credentials.
  if (mechanism === "plain") return { mechanism, ...credentials };
  if (mechanism === "scram-sha-256") return { mechanism, ...credentials };
  return { mechanism, ...credentials };
}

/** The parts of the client that tell of each attempt to connect. */
const connecting: ReadonlySet<string> = new Set(["Connection", "BrokerPool"]);

function tell(
  log: Logger,
  levels: { readonly ERROR: number; readonly WARN: number },
  { namespace, level, log: { message, timestamp: _, logger: __, ...facts } }: LogEntry,
): void {
  const told: Level = connecting.has(namespace)
    ? "debug"
    : level <= levels.ERROR
      ? "warn"
      : level <= levels.WARN
        ? "info"
        : "debug";
  // Its facts may hold whole stacks and payloads; what helps an operator is the sentence and the broker.
  const { broker, groupId, error } = facts;
  log[told]({ kafka: namespace, broker, groupId, error }, message);
}
