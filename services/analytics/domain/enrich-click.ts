import { AddressOpener, addressText, type DayKey, visitorHash, visitorKey } from "./address-seal.ts";
import { type BotReason, botReason } from "./bot-rules.ts";
import { cleanOrNull, cleanText } from "./clean-text.ts";
import type { ClickRecord } from "./click-record.ts";
import type { Source } from "./platforms.ts";
import { RecentMap } from "./recent-map.ts";
import { type Referrer, readReferrer, trafficSource } from "./traffic-source.ts";
import { type Agent, readUserAgent } from "./user-agent.ts";

/** What is learnt of a click. Nothing in it leads back to the address. */
export interface Enrichment {
  /** What the click is grouped by, in the order of the dimensions of a cell. */
  readonly values: readonly string[];
  readonly agent: Agent;
  readonly botReason: BotReason | null;
  /** ISO 3166-1 code, or `unknown`. */
  readonly country: string;
  readonly source: Source;
  readonly platform: string | null;
  readonly referrer: string;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly destination: string;
  readonly contentId: string;
  /** Null when the address or its key is not known. */
  readonly visitor: Visitor | null;
}

/** Who clicked, for one day and one workspace. */
export interface Visitor {
  readonly hash: Buffer;
  readonly workspaceId: string;
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
  readonly address: Buffer;
  readonly country: string;
  /** Who was here last, and with what: most addresses are one person's. */
  agent: Agent | null;
  visitor: Visitor | null;
  /** All of them by user agent, from the second on: whoever has the same text has the same object. */
  visitors: Map<Agent, Visitor> | null;
}

const MAX_AGENTS_PER_PLACE = 64;
const UTM_MAX = 128;
const DESTINATION_MAX = 8_192;

/** Enriches clicks, and remembers what it found for user agents, referrers and addresses that come again. */
export class ClickEnricher {
  readonly #ports: EnrichmentPorts;
  readonly #agents = new RecentMap<string, Agent>(4_000);
  readonly #referrers = new RecentMap<string, Referrer>(8_000);
  readonly #places = new RecentMap<string, Place>(32_000);
  readonly #openers = new Map<number, { readonly key: DayKey; readonly opener: AddressOpener }>();

  constructor(ports: EnrichmentPorts) {
    this.#ports = ports;
  }

  enrich(record: ClickRecord): Enrichment {
    const agent = this.#agent(record.userAgent);
    const referrer = this.#referrer(record.referrer);
    const utm = { source: record.utmSource, medium: record.utmMedium };
    const { source, platform } = trafficSource(referrer, utm, this.#ports.ownDomain);
    const place = record.sealedAddress === "" ? null : this.#place(record);
    const country = place?.country ?? "unknown";
    return {
      values: [country, agent.device, agent.browser, agent.os, source, referrer.domain],
      agent,
      botReason: botReason(record.method, record.prefetch, agent.kind),
      country,
      source,
      platform,
      referrer: referrer.domain,
      utmSource: cleanOrNull(record.utmSource, UTM_MAX),
      utmMedium: cleanOrNull(record.utmMedium, UTM_MAX),
      utmCampaign: cleanOrNull(record.utmCampaign, UTM_MAX),
      destination: cleanText(record.destination, DESTINATION_MAX),
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

  #referrer(text: string): Referrer {
    if (text === "") return readReferrer(text);
    const known = this.#referrers.get(text);
    if (known !== undefined) return known;
    const referrer = readReferrer(text);
    this.#referrers.set(text, referrer);
    return referrer;
  }

  #place(record: ClickRecord): Place | null {
    const cacheKey = `${record.keyDay}${record.sealedAddress}`;
    const known = this.#places.get(cacheKey);
    if (known !== undefined) return known;
    const day = this.#day(record.keyDay);
    if (day === null) return null;
    const address = day.opener.open(Buffer.from(record.sealedAddress, "latin1"));
    const place = {
      address,
      country: this.#ports.country(addressText(address)) ?? "unknown",
      agent: null,
      visitor: null,
      visitors: null,
    };
    this.#places.set(cacheKey, place);
    return place;
  }

  #visitor(record: ClickRecord, place: Place, agent: Agent): Visitor | null {
    const { workspaceId, userAgent } = record;
    const known = place.agent === agent ? place.visitor : place.visitors?.get(agent);
    if (known?.workspaceId === workspaceId) return known;
    const day = this.#day(record.keyDay);
    if (day === null) return null;
    const hash = visitorHash(day.key.salt, place.address, Buffer.from(workspaceId, "latin1"), userAgent);
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
