/** A send that was acknowledged although its partition was not even asked: the client leaves out what it doesn't know. */
export class PartitionMissing extends Error {
  override readonly name = "PartitionMissing";
}

/** Why a send was rejected. */
export interface Rejection {
  /** `record`: this very data will never be taken. `trouble`: the same data may be taken later. */
  readonly kind: "record" | "trouble";
  /** Kafka's or Node's own word for it, such as `MESSAGE_TOO_LARGE` or `ECONNREFUSED`. */
  readonly type: string;
  /** For an operator: what is wrong, and what to look at. */
  readonly sentence: string;
}

/** What lies in the data itself. All else is the broker's, the network's or the operator's, and may pass. */
const ofRecords = new Set([
  "MESSAGE_TOO_LARGE",
  "RECORD_LIST_TOO_LARGE",
  "INVALID_TIMESTAMP",
  "INVALID_RECORD",
  "CORRUPT_MESSAGE",
]);

const sentences: Readonly<Record<string, (topic: string) => string>> = {
  MESSAGE_TOO_LARGE: (topic) => `A record is larger than the topic ${topic} takes (max.message.bytes).`,
  RECORD_LIST_TOO_LARGE: (topic) => `A batch is larger than a segment of the topic ${topic}.`,
  INVALID_TIMESTAMP: (topic) =>
    `The topic ${topic} refuses the time of a record; it should use LogAppendTime (npm run topics -- check).`,
  UNKNOWN_TOPIC_OR_PARTITION: (topic) =>
    `The topic ${topic} does not exist, or this process may not see it; make it with npm run topics -- apply.`,
  PartitionMissing: (topic) =>
    `A partition of the topic ${topic} is gone; compare it with npm run topics -- check.`,
  TOPIC_AUTHORIZATION_FAILED: (topic) =>
    `Kafka does not let this process write to the topic ${topic}; see its ACLs.`,
  CLUSTER_AUTHORIZATION_FAILED: () => "Kafka does not let this process do that; see its ACLs.",
  NOT_ENOUGH_REPLICAS: (topic) => `Too few replicas of the topic ${topic} are in sync; a broker may be down.`,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: (topic) =>
    `Too few replicas of the topic ${topic} are in sync; a broker may be down.`,
  KafkaJSSASLAuthenticationError: () =>
    "Kafka refuses the credentials of this process; look at WAYPOST_KAFKA_SASL_USERNAME and its password.",
  SASL_AUTHENTICATION_FAILED: () =>
    "Kafka refuses the credentials of this process; look at WAYPOST_KAFKA_SASL_USERNAME and its password.",
  KafkaJSRequestTimeoutError: () => "Kafka did not answer in time.",
  TooSlowError: () => "Kafka did not answer in time.",
};

/** Reads the cause of a rejected send out of what the client throws. */
export function whyRejected(error: unknown, topic: string): Rejection {
  const { type, message } = innermost(error);
  const kind = ofRecords.has(type) ? "record" : "trouble";
  const sentence = sentences[type]?.(topic) ?? sentenceOf(type, message);
  return { kind, type, sentence };
}

function sentenceOf(type: string, message: string): string {
  if (/certificate|self[- ]signed|altname/i.test(`${type} ${message}`))
    return `Kafka's certificate is not trusted (${message}); look at WAYPOST_KAFKA_TLS_CA_FILE.`;
  if (/secure TLS connection|wrong version number|packet length too long|EPROTO/i.test(`${type} ${message}`))
    return `Kafka doesn't speak TLS at the address that it was asked at (${message}); look at WAYPOST_KAFKA_TLS and WAYPOST_KAFKA_BROKERS.`;
  if (/closed connection/i.test(message))
    return `Kafka closed the connection without an answer (${message}); it may be stopping, or ask for TLS (WAYPOST_KAFKA_TLS) for credentials (WAYPOST_KAFKA_SASL_MECHANISM), or be no Kafka (WAYPOST_KAFKA_BROKERS).`;
  if (/^KafkaJS(Connection|Broker|NoBroker)|^E[A-Z_]+$/.test(type))
    return `Kafka can't be reached (${message}); look at WAYPOST_KAFKA_BROKERS and at the brokers.`;
  return `Kafka did not take records (${message}).`;
}

/** The client wraps errors in errors; the one that Kafka or the system sent has a type or a code. */
function innermost(error: unknown): { readonly type: string; readonly message: string } {
  let found = { type: "unknown", message: String(error) };
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const type = "type" in current && typeof current.type === "string" ? current.type : undefined;
    const code = "code" in current && typeof current.code === "string" ? current.code : undefined;
    found = { type: type ?? code ?? current.name, message: current.message };
    if (type !== undefined) break;
    current = current.cause;
  }
  return found;
}
