import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import type { GetClickCount } from "@waypost/gen/rpc/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { readTotalsAsOf } from "../store/click-counts.ts";
import { countsAnswer } from "../store/counts-answers.ts";

export const getClickCount: GetClickCount<AnalyticsContext> = async (ctx, call, { linkId }) => {
  const db = ctx.database.within(call);
  const { asOf, countsOf } = await readTotalsAsOf(db, ctx.now(), call.workspaceId, [linkId]);
  return { counts: countsAnswer(countsOf(linkId)), asOf: timestampFromDate(asOf) };
};
