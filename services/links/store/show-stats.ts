import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { ClickCounts, GetStatsResponse } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";

type Time = Parameters<typeof timestampDate>[0];

/** What was asked for, to be repeated in the answer. */
export interface StatsQuestion<Interval, Dimension> {
  readonly interval?: Interval;
  readonly groupBy?: Dimension;
  readonly timeZone: string;
}

/** The answer of analytics as the API shows it. */
export function showStats<Interval, Dimension>(
  answer: GetStatsResponse,
  question: StatsQuestion<Interval, Dimension>,
) {
  return {
    ...withUnique(answer.counts),
    asOf: iso(answer.asOf),
    from: iso(answer.from),
    to: iso(answer.to),
    timeZone: question.timeZone,
    interval: question.interval ?? null,
    groupBy: question.groupBy ?? null,
    series: answer.series.map((point) => ({ start: iso(point.start), ...withUnique(point.counts) })),
    groups: answer.groups.map((group) => ({ key: group.key, ...withoutUnique(group.counts) })),
    other: withoutUnique(answer.other),
  };
}

function withUnique(counts: ClickCounts | undefined) {
  return { ...withoutUnique(counts), unique: Number(counts?.unique ?? 0n) };
}

function withoutUnique(counts: ClickCounts | undefined) {
  return {
    total: Number(counts?.total ?? 0n),
    human: Number(counts?.human ?? 0n),
    bot: Number(counts?.bot ?? 0n),
  };
}

function iso(time: Time | undefined): string {
  return (time === undefined ? new Date(0) : timestampDate(time)).toISOString();
}
