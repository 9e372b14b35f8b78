import { blockBytes } from "@waypost/kit/bytes/block.ts";
import { BlockMap } from "@waypost/kit/bytes/block-map.ts";
import { cleanOrNull, cleanText } from "@waypost/kit/bytes/clean-text.ts";
import type { StoredText } from "@waypost/kit/bytes/known-text.ts";
import { RecentMap } from "@waypost/kit/bytes/recent-map.ts";
import { AddressOpener, addressText, type DayKey, visitorHash, visitorKey } from "./address-seal.ts";
import { botReason } from "./bot-rules.ts";
import type { ClickRecord } from "./click-record.ts";
import type { Enrichment, KnownAgent, KnownReferrer, Origin, Visitor } from "./enrichment.ts";
import { type Referrer, readReferrer, trafficSource } from "./traffic-source.ts";
import { readUserAgent } from "./user-agent.ts";

export interface EnrichmentPorts {
  /** The country of an address as text, or null. Must be quick. */
  country(address: string): string | null;
  /** The key of a day, or null when it was destroyed or never was. Must be quick. */
  dayKey(day: number): DayKey | null;
  /** What `ownDomain` gives for the public URL. */
  readonly ownDomain: string;
}

interface Place {
  readonly keyDay: number;
  readonly address: Buffer;
  readonly country: StoredText;
  /** Who was here last, and with what: most addresses are one person's. */
  agent: KnownAgent | null;
  visitor: Visitor | null;
  /** All visitors by user agent, once there are two; equal texts mostly share one object. */
  visitors: Map<KnownAgent, Visitor> | null;
}

const MAX_AGENTS_PER_PLACE = 64;
const UTM_MAX = 128;
const DESTINATION_MAX = 8_192;

/**
 * Enriches clicks. It keeps what it reads from a text with the text, and remembers what it found for addresses that come
 * again.
 */
export class ClickEnricher {
  readonly #ports: EnrichmentPorts;
  /** Clicks with the same origin share one object. */
  readonly #origins = new RecentMap<string, Origin>(8_000);
  readonly #countries = new RecentMap<string, StoredText>(400);
  readonly #places = new BlockMap<Place>(32_000);
  readonly #openers = new Map<number, { readonly key: DayKey; readonly opener: AddressOpener }>();

  constructor(ports: EnrichmentPorts) {
    this.#ports = ports;
  }

  enrich(record: ClickRecord): Enrichment {
    const { userAgent, destination } = record;
    userAgent.read ??= { ...readUserAgent(userAgent.text), stored: null };
    destination.read ??= { text: cleanText(destination.text, DESTINATION_MAX), stored: null };
    const agent = userAgent.read;
    const place = this.#place(record);
    return {
      agent,
      botReason: botReason(record.method, record.prefetch, agent.kind),
      country: place === null ? this.#country(null) : place.country,
      origin: this.#origin(record),
      utmSource: cleanOrNull(record.utmSource, UTM_MAX),
      utmMedium: cleanOrNull(record.utmMedium, UTM_MAX),
      utmCampaign: cleanOrNull(record.utmCampaign, UTM_MAX),
      destination: destination.read,
      contentId: record.contentId === "" ? "" : cleanText(record.contentId, UTM_MAX),
      visitor: place === null ? null : this.#visitor(record, place, agent),
    };
  }

  /** Forgets places, when the database of places was replaced. */
  forgetPlaces(): void {
    this.#places.clear();
  }

  /** Forgets the keys of days and what was made with them. */
  forgetDays(): void {
    this.#openers.clear();
    this.#places.clear();
  }

  #origin({ referrer, utmSource, utmMedium }: ClickRecord): Origin {
    referrer.read ??= this.#readReferrer(referrer.text);
    if (utmSource === "" && utmMedium === "") return referrer.read.untagged;
    return this.#readOrigin(referrer.read.referrer, utmSource, utmMedium);
  }

  #readReferrer(text: string): KnownReferrer {
    const referrer = readReferrer(text);
    return { referrer, untagged: this.#readOrigin(referrer, "", "") };
  }

  #readOrigin(referrer: Referrer, source: string, medium: string): Origin {
    const found = trafficSource(referrer, { source, medium }, this.#ports.ownDomain);
    const key = `${found.source}\n${found.platform}\n${referrer.domain}`;
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const origin = { ...found, referrer: referrer.domain, stored: null };
    this.#origins.set(key, origin);
    return origin;
  }

  #country(code: string | null): StoredText {
    const text = code ?? "unknown";
    const known = this.#countries.get(text);
    if (known !== undefined) return known;
    const country = { text, stored: null };
    this.#countries.set(text, country);
    return country;
  }

  #place({ keyDay, sealedAddress }: ClickRecord): Place | null {
    if (sealedAddress === null) return null;
    const { a, b, c, d } = sealedAddress;
    const known = this.#places.get(a, b, c, d);
    if (known?.keyDay === keyDay) return known;
    const day = this.#day(keyDay);
    if (day === null) return null;
    const address = day.opener.open(blockBytes(sealedAddress));
    const place = {
      keyDay,
      address,
      country: this.#country(this.#ports.country(addressText(address))),
      agent: null,
      visitor: null,
      visitors: null,
    };
    this.#places.set(sealedAddress, place);
    return place;
  }

  #visitor(record: ClickRecord, place: Place, agent: KnownAgent): Visitor | null {
    const { workspaceId, userAgent } = record;
    const known = place.agent === agent ? place.visitor : place.visitors?.get(agent);
    if (known?.workspaceId.text === workspaceId.text) return known;
    const day = this.#day(record.keyDay);
    if (day === null) return null;
    const hash = visitorHash(day.key.salt, place.address, workspaceId, userAgent.text);
    const visitor = { hash, workspaceId, inWorkspace: visitorKey(hash, workspaceId) };
    if (place.visitor !== null) {
      place.visitors ??= new Map();
      if (place.visitors.size >= MAX_AGENTS_PER_PLACE) place.visitors.clear();
      place.visitors.set(agent, visitor);
    }
    place.agent = agent;
    place.visitor = visitor;
    return visitor;
  }

  #day(day: number): { readonly key: DayKey; readonly opener: AddressOpener } | null {
    const known = this.#openers.get(day);
    if (known !== undefined) return known;
    const key = this.#ports.dayKey(day);
    if (key === null) return null;
    const opened = { key, opener: new AddressOpener(key.sealKey) };
    this.#openers.set(day, opened);
    return opened;
  }
}
