import { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import { Outbox } from "@waypost/kit/outbox/outbox.ts";
import type { AnalyticsConfig } from "./config.ts";
import { analyticsDeclaration } from "./declaration.ts";
import { type CountsOutbox, countsTopic } from "./store/count-events.ts";
import { defaultGeoFile, GeoFile } from "./store/geo-file.ts";
import type { AnalyticsDatabase, AnalyticsTables } from "./store/tables.ts";

/** What the logic of analytics has at hand. */
export interface AnalyticsContext {
  readonly database: AnalyticsDatabase;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly geo: GeoFile;
  /** Counts of links that rose, as events for others. */
  readonly outbox: CountsOutbox;
}

export async function openContext(host: ServiceHost<AnalyticsConfig>): Promise<AnalyticsContext> {
  return {
    database: host.store.database<AnalyticsTables>(),
    now: host.now,
    outbox: new Outbox(host, {
      topic: countsTopic,
      event: CountsEventSchema,
      uses: analyticsDeclaration.uses,
    }),
    geo: new GeoFile(host.config.geoFile ?? defaultGeoFile(), host.ops.log),
  };
}
