import { AddressOpener, addressText, type DayKey, visitorHash, visitorKey } from "./address-seal.ts";
import type { Block, Id } from "./block.ts";
import { type BotReason, botReason } from "./bot-rules.ts";
import { cleanOrNull, cleanText } from "./clean-text.ts";
import type { ClickRecord } from "./click-record.ts";
import { RecentMap } from "./recent-map.ts";
import { type Referrer, readReferrer, type TrafficSource, trafficSource } from "./traffic-source.ts";
import { type Agent, readUserAgent } from "./user-agent.ts";

/** What is learnt of a click. Nothing in it leads back to the address. */
export interface Enrichment {
  readonly agent: Agent;
  readonly botReason: BotReason | null;
  /** ISO 3166-1 code, or `unknown`. */
  readonly country: string;
  readonly origin: Origin;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly destination: string;
  readonly contentId: string;
  /** Null when the address or its key is not known. */
  readonly visitor: Visitor | null;
}

/** Where a click came from. */
export interface Origin extends TrafficSource {
  /** The registrable domain of the referrer, see {@link Referrer}. */
  readonly referrer: string;
}

/** Who clicked, for one day and one workspace. */
export interface Visitor {
  readonly hash: Block;
  readonly workspaceId: Id;
  /** What stands for it in its workspace, see `visitorKey`. */
  readonly inWorkspace: number;
}

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
  readonly country: string;
  /** Who was here last, and with what: most addresses are one person's. */
  agent: Agent | null;
  visitor: Visitor | null;
  /** All of them by user agent, from the second on: whoever has the same text has the same object. */
  visitors: Map<Agent, Visitor> | null;
}

interface KnownReferrer {
  readonly referrer: Referrer;
  /** What it says when the link has no tags. */
  readonly untagged: Origin;
}

const MAX_AGENTS_PER_PLACE = 64;
const UTM_MAX = 128;
const DESTINATION_MAX = 8_192;
/** Longer ones are cleaned each time: remembered, they would take much memory. */
const DESTINATION_KEPT = 512;

/** Enriches clicks, and remembers what it found for user agents, referrers and addresses that come again. */
export class ClickEnricher {
  readonly #ports: EnrichmentPorts;
  readonly #agents = new RecentMap<string, Agent>(4_000);
  readonly #referrers = new RecentMap<string, KnownReferrer>(8_000);
  /** Whoever comes from the same has the same object. */
  readonly #origins = new RecentMap<string, Origin>(8_000);
  readonly #destinations = new RecentMap<string, string>(8_000);
  readonly #places = new RecentMap<string, Place>(32_000);
  readonly #openers = new Map<number, { readonly key: DayKey; readonly opener: AddressOpener }>();

  constructor(ports: EnrichmentPorts) {
    this.#ports = ports;
  }

  enrich(record: ClickRecord): Enrichment {
    const agent = this.#agent(record.userAgent);
    const place = record.sealedAddress === "" ? null : this.#place(record);
    const country = place?.country ?? "unknown";
    return {
      agent,
      botReason: botReason(record.method, record.prefetch, agent.kind),
      country,
      origin: this.#origin(record),
      utmSource: cleanOrNull(record.utmSource, UTM_MAX),
      utmMedium: cleanOrNull(record.utmMedium, UTM_MAX),
      utmCampaign: cleanOrNull(record.utmCampaign, UTM_MAX),
      destination: this.#destination(record.destination),
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

  #agent(userAgent: string): Agent {
    const known = this.#agents.get(userAgent);
    if (known !== undefined) return known;
    const agent = readUserAgent(userAgent);
    this.#agents.set(userAgent, agent);
    return agent;
  }

  #origin({ referrer, utmSource, utmMedium }: ClickRecord): Origin {
    const known = this.#referrer(referrer);
    if (utmSource === "" && utmMedium === "") return known.untagged;
    return this.#readOrigin(known.referrer, utmSource, utmMedium);
  }

  #referrer(text: string): KnownReferrer {
    const known = this.#referrers.get(text);
    if (known !== undefined) return known;
    const referrer = readReferrer(text);
    const read = { referrer, untagged: this.#readOrigin(referrer, "", "") };
    this.#referrers.set(text, read);
    return read;
  }

  #readOrigin(referrer: Referrer, source: string, medium: string): Origin {
    const found = trafficSource(referrer, { source, medium }, this.#ports.ownDomain);
    const key = `${found.source}\n${found.platform}\n${referrer.domain}`;
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const origin = { ...found, referrer: referrer.domain };
    this.#origins.set(key, origin);
    return origin;
  }

  #destination(text: string): string {
    const known = this.#destinations.get(text);
    if (known !== undefined) return known;
    const clean = cleanText(text, DESTINATION_MAX);
    if (text.length <= DESTINATION_KEPT) this.#destinations.set(text, clean);
    return clean;
  }

  #place(record: ClickRecord): Place | null {
    const { keyDay, sealedAddress } = record;
    const known = this.#places.get(sealedAddress);
    if (known?.keyDay === keyDay) return known;
    const day = this.#day(keyDay);
    if (day === null) return null;
    const address = day.opener.open(Buffer.from(sealedAddress, "latin1"));
    const place = {
      keyDay,
      address,
      country: this.#ports.country(addressText(address)) ?? "unknown",
      agent: null,
      visitor: null,
      visitors: null,
    };
    this.#places.set(sealedAddress, place);
    return place;
  }

  #visitor(record: ClickRecord, place: Place, agent: Agent): Visitor | null {
    const { workspaceId, userAgent } = record;
    const known = place.agent === agent ? place.visitor : place.visitors?.get(agent);
    if (known?.workspaceId.text === workspaceId.text) return known;
    const day = this.#day(record.keyDay);
    if (day === null) return null;
    const hash = visitorHash(day.key.salt, place.address, workspaceId, userAgent);
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
