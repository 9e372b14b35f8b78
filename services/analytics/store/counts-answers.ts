import type { ClickCounts } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { Answer } from "@waypost/kit/rpc/answer.ts";
import type { Counts } from "./click-counts.ts";

/** Counts over RPC. */
export function countsAnswer({ human, bot, uniq }: Counts): Answer<ClickCounts> {
  return { total: BigInt(human + bot), human: BigInt(human), bot: BigInt(bot), unique: BigInt(uniq) };
}

/** Counts over REST. */
export function countsBody({ human, bot, uniq }: Counts) {
  return { total: human + bot, human, bot, unique: uniq };
}
