import type { KafkaMessage } from "kafkajs";
import type { BrokerPlace, BusHeaders, BusRecord, ForeignRecord } from "../bus/port.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const digits = /^[1-9]\d{0,15}$/;
/** No lane lives so long; what stores positions counts a little further than the number itself. */
const maxSeq = 2 ** 48;
/** The last moment that a date can be. */
const latest = 8.64e15;
const own = new Set(["wp_lane", "wp_seq", "wp_at"]);

/** The part of the library's message that is read. */
export type RawMessage = Pick<KafkaMessage, "key" | "value" | "headers" | "timestamp" | "offset">;

/** What a message says of itself: which record it is, or why it is none. */
export type RecordName =
  | { readonly lane: string; readonly seq: number; readonly at: number }
  | { readonly foreign: string };

/** Reads lane, number and time. Without its own time, the record has the broker's. */
export function nameOf(message: RawMessage): RecordName {
  const lane = headerOf(message, "wp_lane");
  const seq = headerOf(message, "wp_seq");
  if (lane === undefined || seq === undefined)
    return {
      foreign: "It has no headers wp_lane and wp_seq; its producer is not part of this installation.",
    };
  if (!uuid.test(lane)) return { foreign: "Its header wp_lane is not a UUID." };
  if (!digits.test(seq) || Number(seq) > maxSeq)
    return { foreign: "Its header wp_seq is not a number that a lane can reach." };
  if (message.value === null) return { foreign: "It has no payload." };
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

/** A record of the bus; its headers are read when somebody asks for them. */
export class KafkaRecord implements BusRecord {
  readonly lane: string;
  readonly seq: number;
  readonly at: number;
  readonly payload: Uint8Array;
  readonly place: BrokerPlace;
  readonly #message: RawMessage;
  #headers: BusHeaders | undefined;

  constructor(
    name: { readonly lane: string; readonly seq: number; readonly at: number },
    message: RawMessage,
    place: BrokerPlace,
  ) {
    this.lane = name.lane;
    this.seq = name.seq;
    this.at = name.at;
    this.payload = message.value ?? Buffer.alloc(0);
    this.place = place;
    this.#message = message;
  }

  get headers(): BusHeaders {
    this.#headers ??= headersOf(this.#message, own);
    return this.#headers;
  }
}

/** A message that is none of ours, as it is told. */
export function foreignRecord(
  topic: string,
  message: RawMessage,
  place: BrokerPlace,
  reason: string,
): ForeignRecord {
  const payload = message.value ?? Buffer.alloc(0);
  return { topic, place, reason, headers: headersOf(message), payload, at: takenAt(message) };
}

/** Without NUL, which PostgreSQL doesn't take. */
function headersOf({ headers = {} }: RawMessage, except?: ReadonlySet<string>): BusHeaders {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || except?.has(name)) continue;
    const text = Array.isArray(value) ? value.map(String).join(",") : String(value);
    texts[name.replaceAll("\0", "")] = text.replaceAll("\0", "");
  }
  return texts;
}

function headerOf({ headers }: RawMessage, name: string): string | undefined {
  const value = headers?.[name];
  // A header that is there twice is none: which one would be believed is chance.
  return value === undefined || Array.isArray(value) ? undefined : String(value);
}
