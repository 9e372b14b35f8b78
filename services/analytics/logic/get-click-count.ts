import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import type { GetClickCount } from "@waypost/gen/rpc/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { readAsOf } from "../store/as-of.ts";
import { noCounts, readTotals } from "../store/click-counts.ts";
import { countsAnswer } from "../store/counts-answers.ts";

export const getClickCount: GetClickCount<AnalyticsContext> = async (ctx, call, input) => {
  const db = ctx.database.within(call);
  // First the time, then the counts: what is counted meanwhile makes the promise only safer.
  const asOf = await readAsOf(db, ctx.now());
  const totals = await readTotals(db, call.workspaceId, [input.linkId]);
  return {
    counts: countsAnswer(totals.get(input.linkId.toLowerCase()) ?? noCounts),
    asOf: timestampFromDate(asOf),
  };
};
