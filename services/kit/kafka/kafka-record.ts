import type { KafkaMessage } from "kafkajs";
import type { BrokerPlace, BusHeaders, BusRecord, ForeignRecord } from "../bus/port.ts";
import type { FetchedRecord } from "./fetched-record.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const digits = /^[1-9]\d{0,15}$/;
/** No lane lives so long; what stores positions counts a little further than the number itself. */
const maxSeq = 2 ** 48;
/** The last moment that a date can be. */
const latest = 8.64e15;
const own: ReadonlySet<string> = new Set(["wp_lane", "wp_seq", "wp_at"]);
const none: ReadonlySet<string> = new Set();
/** The lane that was met last: most records are of the same as the one before, and share its name in memory. */
let lastLane: string | undefined;

/** The part of the library's message that is read; one that our own decoder made reads texts of headers by itself. */
export type RawMessage = Pick<KafkaMessage, "key" | "value" | "headers" | "timestamp" | "offset"> &
  Partial<Pick<FetchedRecord, "headerText" | "headerTexts">>;

/** What a message says of itself: which record it is, or why it is none. */
export type RecordName =
  | { readonly lane: string; readonly seq: number; readonly at: number }
  | { readonly foreign: string };

/** Reads lane, number and time. Without its own time, the record has the broker's. */
export function nameOf(message: RawMessage): RecordName {
  const laneText = headerOf(message, "wp_lane");
  const lane = laneText === lastLane ? lastLane : laneText;
  const seq = headerOf(message, "wp_seq");
  if (lane === undefined || seq === undefined)
    return {
      foreign: "It has no headers wp_lane and wp_seq; its producer is not part of this installation.",
    };
  if (lane !== lastLane && !uuid.test(lane)) return { foreign: "Its header wp_lane is not a UUID." };
  if (!digits.test(seq) || Number(seq) > maxSeq)
    return { foreign: "Its header wp_seq is not a number that a lane can reach." };
  if (message.value === null) return { foreign: "It has no payload." };
  lastLane = lane;
  const at = Number(headerOf(message, "wp_at"));
  return { lane, seq: Number(seq), at: isTime(at) ? at : takenAt(message) };
}

/** When the broker took a message, in epoch milliseconds; what is no time, as a producer may have set it, is 1970. */
export function takenAt(message: RawMessage): number {
  const at = Number(message.timestamp);
  return isTime(at) ? at : 0;
}

function isTime(at: number): boolean {
  return at > 0 && at <= latest;
}

/** When a message was published, in epoch milliseconds; by the broker's clock when it doesn't say. */
export function timeOf(message: RawMessage): number {
  const name = nameOf(message);
  return "foreign" in name ? takenAt(message) : name.at;
}

/** Where a record of ours was fetched. */
export type FetchedFrom = Pick<BrokerPlace, "topic" | "topicId" | "partition">;

/** A record of the bus; payload, headers and place are made anew at each access. */
export class KafkaRecord implements BusRecord {
  readonly lane: string;
  readonly seq: number;
  readonly at: number;
  readonly #message: RawMessage;
  readonly #from: FetchedFrom;
  readonly #since: number;

  /** `since` as in {@link BrokerPlace}. */
  constructor(
    name: { readonly lane: string; readonly seq: number; readonly at: number },
    message: RawMessage,
    from: FetchedFrom,
    since: number,
  ) {
    this.lane = name.lane;
    this.seq = name.seq;
    this.at = name.at;
    this.#message = message;
    this.#from = from;
    this.#since = since;
  }

  get payload(): Uint8Array {
    return this.#message.value ?? Buffer.alloc(0);
  }

  get headers(): BusHeaders {
    return headersOf(this.#message, own);
  }

  get place(): BrokerPlace {
    return placeOf(this.#message, this.#from, this.#since);
  }
}

function placeOf(
  message: RawMessage,
  { topic, topicId, partition }: FetchedFrom,
  since: number,
): BrokerPlace {
  return { topic, topicId, partition, offset: Number(message.offset), since };
}

/** A message that this product didn't write, as reported. */
export function foreignRecord(
  message: RawMessage,
  from: FetchedFrom,
  since: number,
  reason: string,
): ForeignRecord {
  const payload = message.value ?? Buffer.alloc(0);
  const place = placeOf(message, from, since);
  return {
    topic: from.topic,
    place,
    reason,
    headers: headersOf(message, none),
    payload,
    at: takenAt(message),
  };
}

/** Without NUL, which PostgreSQL doesn't take. */
function headersOf(message: RawMessage, except: ReadonlySet<string>): BusHeaders {
  const texts = message.headerTexts?.(except) ?? textsOf(message, except);
  if (!Object.keys(texts).some((name) => name.includes("\0") || texts[name]?.includes("\0"))) return texts;
  const entries = Object.entries(texts);
  return Object.fromEntries(
    entries.map(([name, text]) => [name.replaceAll("\0", ""), text.replaceAll("\0", "")]),
  );
}

function textsOf({ headers = {} }: RawMessage, except: ReadonlySet<string>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || except.has(name)) continue;
    texts[name] = Array.isArray(value) ? value.map(textOf).join(",") : textOf(value);
  }
  return texts;
}

function headerOf(message: RawMessage, name: string): string | undefined {
  if (message.headerText !== undefined) return message.headerText(name);
  const value = message.headers?.[name];
  // A header that is there twice is none: which one would be believed is chance.
  return value === undefined || Array.isArray(value) ? undefined : textOf(value);
}

/** Kafka knows headers without a value, whatever the library's types say. */
function textOf(value: string | Buffer | null): string {
  return String(value ?? "");
}
