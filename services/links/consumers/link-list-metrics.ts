import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Database } from "@waypost/kit/db/database.ts";
import { measuredTogether } from "@waypost/kit/telemetry/measured-together.ts";
import { gauge } from "@waypost/kit/telemetry/metrics.ts";
import type { Registry } from "prom-client";
import { measureLinkList } from "../store/link-list.ts";

/** Shows how far the list of links is behind the links. */
export function observeLinkList(metrics: Registry, database: Database<LinksTables>): void {
  const measure = measuredTogether(() => measureLinkList(database.db));
  gauge(metrics, {
    name: "waypost_link_list_complete",
    help: "1 while every link is in the list of links, 0 while lists read the links themselves.",
    async collect(complete) {
      const found = await measure();
      if (found !== undefined) complete.set(found.complete ? 1 : 0);
    },
  });
  gauge(metrics, {
    name: "waypost_link_list_lag_seconds",
    help: "Age of the oldest change that the list of links does not show; 0 when there is none.",
    async collect(lag) {
      const found = await measure();
      if (found !== undefined) lag.set(found.lagMs / 1000);
    },
  });
  gauge(metrics, {
    name: "waypost_link_list_behind",
    help: "Changes that the list of links does not show, counted up to 100,000.",
    async collect(behind) {
      const found = await measure();
      if (found !== undefined) behind.set(found.behind);
    },
  });
}
