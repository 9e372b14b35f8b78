import type { GetWorkspaceStats, GetWorkspaceStatsResult } from "@waypost/gen/rest/analytics/operations.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { AnalyticsContext } from "../context.ts";
import { planStats } from "../domain/stats-question.ts";
import { countsBody } from "../store/counts-answers.ts";
import { readStatsReport } from "../store/stats-report.ts";

export const getWorkspaceStats: GetWorkspaceStats<AnalyticsContext> = async (
  ctx,
  call,
  { query },
): Promise<GetWorkspaceStatsResult> => {
  const now = ctx.now();
  const interval = query.interval ?? null;
  const groupBy = query.groupBy ?? null;
  const question = {
    from: query.from === undefined ? null : Date.parse(query.from),
    to: query.to === undefined ? null : Date.parse(query.to),
    interval,
    timeZone: query.timeZone,
  };
  const plan = planStats(question, now);
  if (plan instanceof Fault) return plan;
  const { workspaceId } = call;
  const report = await readStatsReport(ctx.database, call, now, {
    scope: { id: workspaceId, workspaceId },
    ...plan,
    interval,
    groupBy,
    groupLimit: query.groupLimit,
  });
  const { human, bot } = report.other;
  return {
    status: 200,
    body: {
      ...countsBody(report.counts),
      asOf: report.asOf.toISOString(),
      from: new Date(plan.period.from).toISOString(),
      to: new Date(plan.period.to).toISOString(),
      timeZone: query.timeZone,
      interval,
      groupBy,
      series: report.series.map((point) => ({
        start: new Date(point.start).toISOString(),
        ...countsBody(point),
      })),
      groups: report.groups.map((group) => ({
        key: group.key,
        total: group.human + group.bot,
        human: group.human,
        bot: group.bot,
      })),
      other: { total: human + bot, human, bot },
    },
  };
};
