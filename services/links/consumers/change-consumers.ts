import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { Running } from "@waypost/kit/lifecycle/running.ts";
import { publishOutbox } from "@waypost/kit/outbox/publish-outbox.ts";
import type { LinksConfig } from "../config.ts";
import type { LinksContext } from "../context.ts";
import { linksTopic } from "../store/link-events.ts";
import { abandonIfForgetting, abandonLinkList } from "../store/link-list.ts";
import { announceChanges } from "./announce-changes.ts";
import { keepLinkList } from "./keep-link-list.ts";

/** What runs for the events of links: their publisher, and the list of links where it is wanted. */
export function changeConsumers(context: LinksContext, host: ServiceHost<LinksConfig>): Running[] {
  const { outbox, database } = context;
  const type = "waypost.events.v1.LinkEvent";
  const publisher = publishOutbox(host, {
    ...{ service: "links", database, outbox, topic: linksTopic, type },
    async beforeForgetting(db, before, limit) {
      if (await abandonIfForgetting(db, before, limit))
        host.ops.log.warn(
          "Events are forgotten that the list of links never had; lists read the links themselves until `npm run rebuild -- --read-model` has run",
        );
    },
  });
  const list = context.lists.from === "model" ? keepLinkList(context, host) : noLinkList(context);
  if (!outbox.on) return [list];
  return [publisher, list, ...(host.store.redis === null ? [] : [announceChanges(context, host)])];
}

/** Without anybody who keeps it, the list goes stale, and whoever keeps it again must know. */
function noLinkList(context: LinksContext): Running {
  return {
    name: "no-link-list",
    start: () => abandonLinkList(context.database.db),
    stop: async () => undefined,
  };
}
