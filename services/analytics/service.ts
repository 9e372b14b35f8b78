import { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import { LaneService } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { AnalyticsOperations } from "@waypost/gen/rest/analytics/operations.ts";
import { analyticsTable } from "@waypost/gen/rest/analytics/routes.ts";
import type { AnalyticsRpc } from "@waypost/gen/rpc/analytics/operations.ts";
import { defineService } from "@waypost/kit/service/define-service.ts";
import { clicksConsumer } from "./consumers/clicks.ts";
import { type AnalyticsContext, openContext } from "./context.ts";
import { analyticsDeclaration } from "./declaration.ts";
import { foldRollups } from "./jobs/fold-rollups.ts";
import { keepRetention } from "./jobs/keep-retention.ts";
import { makePartitions } from "./jobs/make-partitions.ts";
import { publishLedger } from "./jobs/publish-ledger.ts";
import { reconcile } from "./jobs/reconcile.ts";
import { bookLost } from "./logic/book-lost.ts";
import { getClickCount } from "./logic/get-click-count.ts";
import { getClickCounts } from "./logic/get-click-counts.ts";
import { getDayKeys } from "./logic/get-day-keys.ts";
import { getLanePositions } from "./logic/get-lane-positions.ts";
import { getLedger } from "./logic/get-ledger.ts";
import { getStats } from "./logic/get-stats.ts";
import { getWorkspaceStats } from "./logic/get-workspace-stats.ts";
import { reportLanes } from "./logic/report-lanes.ts";

const operations: AnalyticsOperations<AnalyticsContext> = {
  getWorkspaceStats,
  getLedger,
};

const methods: AnalyticsRpc<AnalyticsContext> = {
  getClickCount,
  getClickCounts,
  getStats,
  reportLanes,
  getLanePositions,
  bookLost,
  getDayKeys,
};

/** What was clicked: rows, statistics, and the ledger that proves their number. */
export const analytics = defineService({
  ...analyticsDeclaration,
  open: openContext,
  rest: { table: analyticsTable, operations },
  rpc: [
    { service: AnalyticsService, methods },
    {
      service: LaneService,
      methods,
      callers: {
        reportLanes: ["links"],
        getLanePositions: ["links"],
        bookLost: ["links"],
        getDayKeys: ["links"],
      },
    },
  ],
  publishes: ({ outbox }) => ({ outbox }),
  consumers: (context, host) => [clicksConsumer(context, host)],
  jobs: (context, host) => [
    foldRollups(context),
    makePartitions(context),
    keepRetention(context, host.config.clickRetentionDays),
    reconcile(context),
    publishLedger(context, host.ops.metrics),
  ],
});
