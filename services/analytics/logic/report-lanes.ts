import { timestampMs } from "@bufbuild/protobuf/wkt";
import { LaneState } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { ReportLanes } from "@waypost/gen/rpc/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { saveLaneReports } from "../store/lane-reports.ts";

const finalStates: Readonly<Record<number, "closed" | "adopted" | undefined>> = {
  [LaneState.CLOSED]: "closed",
  [LaneState.ADOPTED]: "adopted",
};

export const reportLanes: ReportLanes<AnalyticsContext> = async (ctx, call, input) => {
  const reports = input.lanes.map(({ lane, head, unrecorded, rejected, state, measuredAt }) => ({
    lane: lane.toLowerCase(),
    head: Number(head),
    unrecorded: Number(unrecorded),
    rejected: Object.fromEntries(Object.entries(rejected).map(([reason, count]) => [reason, Number(count)])),
    state: finalStates[state] ?? ("open" as const),
    measuredAt: measuredAt === undefined ? null : timestampMs(measuredAt),
  }));
  await saveLaneReports(ctx.database.within(call), reports, ctx.now());
  return {};
};
