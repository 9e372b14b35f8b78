import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Dimension, Interval } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { GetLinkStats, GetLinkStatsResult } from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { LinksContext } from "../context.ts";
import { findLink } from "../store/links.ts";
import { showStats } from "../store/show-stats.ts";

const intervals = {
  hour: Interval.HOUR,
  day: Interval.DAY,
  week: Interval.WEEK,
  month: Interval.MONTH,
} as const;

const dimensions = {
  country: Dimension.COUNTRY,
  device: Dimension.DEVICE,
  browser: Dimension.BROWSER,
  os: Dimension.OS,
  source: Dimension.SOURCE,
  referrer: Dimension.REFERRER,
} as const;

export const getLinkStats: GetLinkStats<LinksContext> = async (
  ctx,
  call,
  { path, query },
): Promise<GetLinkStatsResult> => {
  const link = await findLink(ctx.database.within(call), call.workspaceId, path.id);
  if (link === undefined) return fault("link-not-found");
  // Faults of analytics (period, time zone, away) have the slugs of this contract and pass as they are.
  const answer = await ctx.analytics.getStats(call, {
    linkId: link.id,
    ...(query.from === undefined ? {} : { from: timestampFromDate(new Date(query.from)) }),
    ...(query.to === undefined ? {} : { to: timestampFromDate(new Date(query.to)) }),
    interval: query.interval === undefined ? Interval.UNSPECIFIED : intervals[query.interval],
    groupBy: query.groupBy === undefined ? Dimension.UNSPECIFIED : dimensions[query.groupBy],
    groupLimit: query.groupLimit,
    timeZone: query.timeZone,
  });
  return { status: 200, body: showStats(answer, query) };
};
