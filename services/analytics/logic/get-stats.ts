import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import {
  Dimension as DimensionCode,
  Interval as IntervalCode,
} from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { GetStats } from "@waypost/gen/rpc/analytics/operations.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { AnalyticsContext } from "../context.ts";
import type { Interval } from "../domain/period.ts";
import type { Dimension } from "../domain/rollups.ts";
import { planStats } from "../domain/stats-question.ts";
import { countsAnswer } from "../store/counts-answers.ts";
import { readStatsReport } from "../store/stats-report.ts";

const DEFAULT_GROUPS = 50;

const intervals: Readonly<Record<number, Interval | undefined>> = {
  [IntervalCode.HOUR]: "hour",
  [IntervalCode.DAY]: "day",
  [IntervalCode.WEEK]: "week",
  [IntervalCode.MONTH]: "month",
};

const dimensions: Readonly<Record<number, Dimension | undefined>> = {
  [DimensionCode.COUNTRY]: "country",
  [DimensionCode.DEVICE]: "device",
  [DimensionCode.BROWSER]: "browser",
  [DimensionCode.OS]: "os",
  [DimensionCode.SOURCE]: "source",
  [DimensionCode.REFERRER]: "referrer",
};

export const getStats: GetStats<AnalyticsContext> = async (ctx, call, input) => {
  const now = ctx.now();
  const interval = intervals[input.interval] ?? null;
  const question = {
    from: input.from === undefined ? null : timestampDate(input.from).getTime(),
    to: input.to === undefined ? null : timestampDate(input.to).getTime(),
    interval,
    timeZone: input.timeZone === "" ? "UTC" : input.timeZone,
  };
  const plan = planStats(question, now);
  if (plan instanceof Fault) return plan;
  const { workspaceId } = call;
  const report = await readStatsReport(ctx.database, call, now, {
    scope: { id: input.linkId === "" ? workspaceId : input.linkId, workspaceId },
    ...plan,
    interval,
    groupBy: dimensions[input.groupBy] ?? null,
    groupLimit: input.groupLimit === 0 ? DEFAULT_GROUPS : input.groupLimit,
  });
  const time = (ms: number) => timestampFromDate(new Date(ms));
  return {
    counts: countsAnswer(report.counts),
    asOf: timestampFromDate(report.asOf),
    from: time(plan.period.from),
    to: time(plan.period.to),
    series: report.series.map((point) => ({ start: time(point.start), counts: countsAnswer(point) })),
    groups: report.groups.map((group) => ({ key: group.key, counts: countsAnswer(group) })),
    other: countsAnswer(report.other),
  };
};
