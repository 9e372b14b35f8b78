import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import type { GetClickCounts } from "@waypost/gen/rpc/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { readAsOf } from "../store/as-of.ts";
import { noCounts, readTotals } from "../store/click-counts.ts";
import { countsAnswer } from "../store/counts-answers.ts";

export const getClickCounts: GetClickCounts<AnalyticsContext> = async (ctx, call, input) => {
  const db = ctx.database.within(call);
  const asOf = await readAsOf(db, ctx.now());
  const totals = await readTotals(db, call.workspaceId, input.linkIds);
  return {
    links: input.linkIds.map((linkId) => ({
      linkId,
      counts: countsAnswer(totals.get(linkId.toLowerCase()) ?? noCounts),
    })),
    asOf: timestampFromDate(asOf),
  };
};
