import type { LinksTables } from "@waypost/gen/db/links.ts";
import { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import { LinkEventSchema } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import type { LinksOperations } from "@waypost/gen/rest/links/operations.ts";
import { linksTable } from "@waypost/gen/rest/links/routes.ts";
import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import { openCursors } from "@waypost/kit/http/cursor.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { Outbox } from "@waypost/kit/outbox/outbox.ts";
import { defineService } from "@waypost/kit/service/define-service.ts";
import type { LinksConfig } from "./config.ts";
import { changeConsumers, linkListGuard } from "./consumers/change-consumers.ts";
import type { LinksContext } from "./context.ts";
import { linksDeclaration } from "./declaration.ts";
import { ownAddressOf } from "./domain/own-address.ts";
import { listExpiredJob } from "./jobs/list-expired.ts";
import { createLink } from "./logic/create-link.ts";
import { deleteLink } from "./logic/delete-link.ts";
import { getLink } from "./logic/get-link.ts";
import { getLinkStats } from "./logic/get-link-stats.ts";
import { listLinks } from "./logic/list-links.ts";
import { restoreLink } from "./logic/restore-link.ts";
import { updateLink } from "./logic/update-link.ts";
import { openLinkCache } from "./redirect/open-link-cache.ts";
import { openVisits } from "./redirect/open-visits.ts";
import { followKnown, mountRedirect } from "./redirect/route.ts";
import { clickReader } from "./store/click-counts.ts";
import { insertsOf } from "./store/insert-links.ts";
import { linksTopic } from "./store/link-events.ts";
import { TermStatisticsReader } from "./store/term-statistics.ts";

const operations: LinksOperations<LinksContext> = {
  listLinks,
  createLink,
  getLink,
  updateLink,
  deleteLink,
  restoreLink,
  getLinkStats,
};

/** Short links: makes them, finds them, and sends visitors on. */
export const links = defineService({
  ...linksDeclaration,
  open: openContext,
  rest: { table: linksTable, operations },
  async mount(app, { visitors: { visits } }) {
    if (visits !== null) await mountRedirect(app, visits);
  },
  hotPaths: ({ visitors: { visits } }) => (visits === null ? [] : [followKnown(visits)]),
  publishes: ({ outbox }, host) => ({ outbox, beforeForgetting: linkListGuard(host.ops.log) }),
  consumers: (context, host) => changeConsumers(context, host),
  jobs: (context) => [listExpiredJob(context)],
});

async function openContext(host: ServiceHost<LinksConfig>, scope: Scope): Promise<LinksContext> {
  if (host.config.linkList === "model" && !host.config.outbox)
    throw new Error("WAYPOST_LINK_LIST=model is made from events; set WAYPOST_OUTBOX=true with it.");
  const database = host.store.database<LinksTables>();
  const opened = host.roles.has("http") ? await openVisits(host, scope) : null;
  const outbox = new Outbox(host, {
    topic: linksTopic,
    event: LinkEventSchema,
    uses: linksDeclaration.uses,
  });
  const analytics = host.peers.peer("analytics", AnalyticsService);
  return {
    database,
    insertLink: insertsOf(database, outbox),
    analytics,
    readClicks: clickReader(analytics),
    now: host.now,
    own: ownAddressOf(host.place.publicUrl),
    lists: {
      from: host.config.linkList,
      cursors: await openCursors(host.store.database()),
      termStatistics: new TermStatisticsReader(host.now),
    },
    outbox,
    visitors: {
      forget: opened?.forget ?? (await openTelling(host, scope)),
      visits: opened?.visits ?? null,
    },
  };
}

/** How a process without visitors tells the others, which only Redis can: PostgreSQL did with the commit. */
async function openTelling(host: ServiceHost<LinksConfig>, scope: Scope): Promise<(code: string) => void> {
  if (host.store.redis === null || !host.roles.has("consumers")) return () => undefined;
  const { announce } = await openLinkCache(host, scope, async () => null);
  return announce;
}
