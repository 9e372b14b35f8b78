import type { Block, Id } from "@waypost/kit/bytes/block.ts";
import { BlockMap } from "@waypost/kit/bytes/block-map.ts";
import { BytesMap } from "@waypost/kit/bytes/bytes-map.ts";
import { UnreadableRecord } from "@waypost/kit/bytes/unreadable-record.ts";
import { WireReader, wire } from "@waypost/kit/bytes/wire-reader.ts";
import type { ClickMethod, ClickRecord } from "./click-record.ts";

const LINK_CLICKED = 1;
const methods: Readonly<Record<number, ClickMethod>> = { 1: "GET", 2: "HEAD" };

/**
 * Reads `waypost.events.v1.ClickEvent`s and holds them to the rules of their contract. Written by hand because the
 * general decoder takes longer than everything else the consumer does with a record; a property test holds it to
 * the general one. Unknown fields are skipped, the last of repeated ones counts.
 *
 * It remembers ids and texts that come again: they are neither made nor hashed again, and are the same object.
 */
export class ClickDecoder {
  readonly #reader = new WireReader();
  readonly #known: Known = {
    ids: new BlockMap(16_000),
    userAgents: new BytesMap(4_000),
    referrers: new BytesMap(8_000),
    destinations: new BytesMap(8_000),
    noUserAgent: { text: "", read: null },
    noReferrer: { text: "", read: null },
  };

  /** @throws UnreadableRecord */
  decode(payload: Uint8Array): ClickRecord {
    const reader = this.#reader;
    reader.open(payload);
    let record: ClickRecord | undefined;
    let kinds = 0;
    while (!reader.done) {
      const tag = reader.varint();
      if (tag === ((LINK_CLICKED << 3) | wire.bytes)) {
        const outer = reader.enter();
        record = readLinkClicked(reader, this.#known);
        reader.leave(outer);
      } else {
        reader.skip(tag & 7);
        kinds++;
      }
    }
    if (record !== undefined) return record;
    if (kinds > 0)
      throw new UnreadableRecord("unknown-kind", "The record is of a kind that this version doesn't know.");
    throw new UnreadableRecord("invalid", "The record is empty.");
  }
}

/** Decoded values that recur in many records. */
interface Known {
  readonly ids: BlockMap<Id>;
  readonly userAgents: BytesMap<ClickRecord["userAgent"]>;
  readonly referrers: BytesMap<ClickRecord["referrer"]>;
  readonly destinations: BytesMap<ClickRecord["destination"]>;
  readonly noUserAgent: ClickRecord["userAgent"];
  readonly noReferrer: ClickRecord["referrer"];
}

function readLinkClicked(reader: WireReader, known: Known): ClickRecord {
  let linkId: Id | null = null;
  let workspaceId: Id | null = null;
  let clickedAtMs = 0;
  let destination: ClickRecord["destination"] | null = null;
  let sealedAddress: Block | "empty" | "odd" = "empty";
  let keyDay = 0;
  let userAgent = known.noUserAgent;
  let referrer = known.noReferrer;
  let method = 0;
  let prefetch = false;
  let contentId = "";
  let utmSource = "";
  let utmMedium = "";
  let utmCampaign = "";
  while (!reader.done) {
    const tag = reader.varint();
    switch (tag) {
      case (1 << 3) | wire.bytes:
        linkId = reader.id(known.ids);
        break;
      case (2 << 3) | wire.bytes:
        workspaceId = reader.id(known.ids);
        break;
      case (3 << 3) | wire.varint:
        clickedAtMs = reader.varint();
        break;
      case (4 << 3) | wire.bytes:
        destination = reader.knownText(known.destinations);
        break;
      case (5 << 3) | wire.bytes:
        sealedAddress = reader.block();
        break;
      case (6 << 3) | wire.varint:
        keyDay = reader.varint();
        break;
      case (7 << 3) | wire.bytes:
        userAgent = reader.knownText(known.userAgents);
        break;
      case (8 << 3) | wire.bytes:
        referrer = reader.knownText(known.referrers);
        break;
      case (9 << 3) | wire.varint:
        method = reader.varint();
        break;
      case (10 << 3) | wire.varint:
        prefetch = reader.varint() !== 0;
        break;
      case (11 << 3) | wire.bytes:
        contentId = reader.text();
        break;
      case (12 << 3) | wire.bytes:
        utmSource = reader.text();
        break;
      case (13 << 3) | wire.bytes:
        utmMedium = reader.text();
        break;
      case (14 << 3) | wire.bytes:
        utmCampaign = reader.text();
        break;
      default:
        reader.skip(tag & 7);
    }
  }
  if (linkId === null) throw invalid("link_id must be 16 bytes long");
  if (workspaceId === null) throw invalid("workspace_id must be 16 bytes long");
  if (clickedAtMs <= 0 || clickedAtMs > MAX_TIME_MS) throw invalid("clicked_at_ms is no time");
  if (destination === null || destination.text === "") throw invalid("destination is missing");
  const knownMethod = methods[method];
  if (knownMethod === undefined) throw invalid(`method ${method} is unknown`);
  if (sealedAddress === "odd") throw invalid("sealed_address must be 16 bytes long, or empty");
  if (keyDay > MAX_DAY) throw invalid("key_day is no day");
  return {
    linkId,
    workspaceId,
    clickedAtMs,
    destination,
    sealedAddress: sealedAddress === "empty" ? null : sealedAddress,
    keyDay,
    userAgent,
    referrer,
    method: knownMethod,
    prefetch,
    contentId,
    utmSource,
    utmMedium,
    utmCampaign,
  };
}

/** The year 9999, so that every time and day fits PostgreSQL's calendar. */
const MAX_TIME_MS = 253_402_300_799_999;
const MAX_DAY = 2_932_896;

function invalid(detail: string): UnreadableRecord {
  return new UnreadableRecord("invalid", `${detail}.`);
}
