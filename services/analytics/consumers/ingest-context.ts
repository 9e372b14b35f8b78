import { ClickDecoder } from "../domain/decode-click.ts";
import { ClickEnricher, type EnrichmentPorts } from "../domain/enrich-click.ts";
import { DayKeys } from "../store/day-key-cache.ts";
import { KnownVisitors } from "../store/known-visitors.ts";
import type { AnalyticsDatabase } from "../store/tables.ts";

/** What storing clicks needs; one per consumer. What it remembers only saves questions and decides nothing. */
export interface IngestContext {
  readonly database: AnalyticsDatabase;
  readonly decoder: ClickDecoder;
  readonly enricher: ClickEnricher;
  readonly dayKeys: DayKeys;
  readonly knownVisitors: KnownVisitors;
  readonly knownLanes: Set<string>;
  readonly knownDays: Set<number>;
  /** How many days before today rows are kept. */
  readonly retentionDays: number;
  now(): number;
}

export interface IngestOptions {
  readonly database: AnalyticsDatabase;
  readonly retentionDays: number;
  readonly country: EnrichmentPorts["country"];
  readonly ownDomain: string;
  now(): number;
}

export function createIngestContext(options: IngestOptions): IngestContext {
  const dayKeys = new DayKeys();
  const { country, ownDomain } = options;
  return {
    database: options.database,
    decoder: new ClickDecoder(),
    enricher: new ClickEnricher({ country, ownDomain, dayKey: (day) => dayKeys.get(day) }),
    dayKeys,
    knownVisitors: new KnownVisitors(),
    knownLanes: new Set(),
    knownDays: new Set(),
    retentionDays: options.retentionDays,
    now: options.now,
  };
}
