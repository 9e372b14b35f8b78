import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { Running } from "@waypost/kit/lifecycle/running.ts";
import type { PublishedEvents } from "@waypost/kit/service/define-service.ts";
import type { Logger } from "pino";
import type { LinksConfig } from "../config.ts";
import type { LinksContext } from "../context.ts";
import { abandonIfForgetting, abandonLinkList } from "../store/link-list.ts";
import { announceChanges } from "./announce-changes.ts";
import { keepLinkList } from "./keep-link-list.ts";

/** What runs for the events of links: the list of links where it is wanted, and the telling of caches. */
export function changeConsumers(context: LinksContext, host: ServiceHost<LinksConfig>): Running[] {
  const list = context.lists.from === "model" ? keepLinkList(context, host) : noLinkList(context);
  const announces = context.outbox.on && host.store.redis !== null;
  return [list, ...(announces ? [announceChanges(context, host)] : [])];
}

/** Asked before events are forgotten: without their rows nothing would tell that the list of links never had them. */
export function linkListGuard(log: Logger): NonNullable<PublishedEvents["beforeForgetting"]> {
  return async (db, before, limit) => {
    if (await abandonIfForgetting(db, before, limit))
      log.warn(
        "Events are forgotten that the list of links never had; lists read the links themselves until `npm run rebuild -- --read-model` has run",
      );
  };
}

/** Marks the list as stale, since no process keeps it now; one that does so later rebuilds it. */
function noLinkList(context: LinksContext): Running {
  return {
    name: "no-link-list",
    start: () => abandonLinkList(context.database.db),
    stop: async () => undefined,
  };
}
