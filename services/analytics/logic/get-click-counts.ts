import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import type { GetClickCounts } from "@waypost/gen/rpc/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { readTotalsAsOf } from "../store/click-counts.ts";
import { countsAnswer } from "../store/counts-answers.ts";

export const getClickCounts: GetClickCounts<AnalyticsContext> = async (ctx, call, { linkIds }) => {
  const db = ctx.database.within(call);
  const { asOf, countsOf } = await readTotalsAsOf(db, ctx.now(), call.workspaceId, linkIds);
  return {
    links: linkIds.map((linkId) => ({ linkId, counts: countsAnswer(countsOf(linkId)) })),
    asOf: timestampFromDate(asOf),
  };
};
