import type { LogRecord } from "../local-log/segment-scan.ts";
import type { OutgoingRecord } from "./safe-producer.ts";

/** Name of the header that makes a record a marker; its value is Kafka's word for why the record itself was refused. */
const markerHeader = "wp_marker";

/** Headers that every record of a topic has; those of CloudEvents (`ce_…`) get a `ce_id` besides. */
export type TopicHeaders = Readonly<Record<string, string>>;

/** A record of the log as it travels: the lane is its key, lane, number and time stand in headers besides. */
export function outgoing(
  { lane, seq, at, payload, headers }: LogRecord,
  topic: TopicHeaders,
): OutgoingRecord {
  const value = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const event = topic.ce_type === undefined ? topic : { ...topic, ce_id: `${lane}/${seq}` };
  return { key: lane, value, headers: { ...event, ...headers, ...nameOf(lane, seq, at) }, at };
}

/**
 * Sent in place of a record that Kafka will never take: it can't be decoded, so it ends in the consumer's dead letters
 * and is counted there under the record's lane and number; the record itself stays in the log.
 */
export function marker({ lane, seq, at }: LogRecord, refusedAs: string): OutgoingRecord {
  const headers = { ...nameOf(lane, seq, at), [markerHeader]: refusedAs };
  return { key: lane, value: Buffer.alloc(0), headers, at };
}

function nameOf(lane: string, seq: number, at: number) {
  return { wp_lane: lane, wp_seq: String(seq), wp_at: String(at) };
}
