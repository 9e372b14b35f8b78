import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import { WakingOutbox } from "@waypost/kit/outbox/outbox.ts";
import type { AnalyticsConfig } from "./config.ts";
import { defaultGeoFile, GeoFile } from "./store/geo-file.ts";
import type { AnalyticsDatabase, AnalyticsTables } from "./store/tables.ts";

/** What the logic of analytics has at hand. */
export interface AnalyticsContext {
  readonly database: AnalyticsDatabase;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly geo: GeoFile;
  /** Counts of links that rose, as events for others. */
  readonly outbox: WakingOutbox;
}

export async function openContext(host: ServiceHost<AnalyticsConfig>): Promise<AnalyticsContext> {
  return {
    database: host.store.database<AnalyticsTables>(),
    now: host.now,
    outbox: new WakingOutbox(host.config.outbox),
    geo: new GeoFile(host.config.geoFile ?? defaultGeoFile(), host.ops.log),
  };
}
