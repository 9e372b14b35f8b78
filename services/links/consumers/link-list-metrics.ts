import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Database } from "@waypost/kit/db/database.ts";
import { gauge } from "@waypost/kit/telemetry/metrics.ts";
import type { Registry } from "prom-client";
import { measureLinkList } from "../store/link-list.ts";

/** Shows how far the list of links is behind the links. A scrape while PostgreSQL is away leaves the values as they were. */
export function observeLinkList(metrics: Registry, database: Database<LinksTables>): void {
  const complete = gauge(metrics, {
    name: "waypost_link_list_complete",
    help: "1 while every link is in the list of links, 0 while lists read the links themselves.",
  });
  const lag = gauge(metrics, {
    name: "waypost_link_list_lag_seconds",
    help: "Age of the oldest change that the list of links does not show; 0 when there is none.",
  });
  gauge(metrics, {
    name: "waypost_link_list_behind",
    help: "Changes that the list of links does not show, counted up to 100,000.",
    async collect(behind) {
      try {
        const found = await measureLinkList(database.db);
        behind.set(found.behind);
        lag.set(found.lagMs / 1000);
        complete.set(found.complete ? 1 : 0);
      } catch {
        // /metrics has to answer, then above all.
      }
    },
  });
}
