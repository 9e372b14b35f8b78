import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { Running } from "@waypost/kit/lifecycle/running.ts";
import { publishOutbox } from "@waypost/kit/outbox/publish-outbox.ts";
import type { AnalyticsConfig } from "../config.ts";
import type { AnalyticsContext } from "../context.ts";
import { countsTopic } from "../store/count-events.ts";

/** The publisher of counts that rose, where somebody wants them. */
export function countsPublisher(
  { outbox, database }: AnalyticsContext,
  host: ServiceHost<AnalyticsConfig>,
): Running[] {
  if (!outbox.on) return [];
  const type = "waypost.events.v1.CountsEvent";
  return [publishOutbox(host, { service: "analytics", database, outbox, topic: countsTopic, type })];
}
