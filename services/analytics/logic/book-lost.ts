import type { BookLost } from "@waypost/gen/rpc/analytics/operations.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";
import type { AnalyticsContext } from "../context.ts";
import { bookLost as bookLostNumbers } from "../store/lane-positions.ts";

export const bookLost: BookLost<AnalyticsContext> = async (ctx, call, input) => {
  const ranges = input.ranges.map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
  const lane = input.lane.toLowerCase();
  // Links tells what is lost again and again, lest a database put back from a backup forget it.
  if (await bookLostNumbers(ctx.database.within(call), lane, new MultiRange(ranges)))
    call.log.error({ lane, ranges }, "Clicks are lost: their records can't be read any more");
  return {};
};
