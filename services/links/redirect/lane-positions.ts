import type { LanePosition, LaneService } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import type { OwnerPositions } from "@waypost/kit/kafka/lane-care.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";

/** What analytics has of lanes, asked by RPC. */
export function lanePositions(
  lanes: Peer<typeof LaneService>,
  ownCall: (signal?: AbortSignal) => Call,
): OwnerPositions {
  return {
    async of(names, signal) {
      const { positions } = await lanes.getLanePositions(ownCall(signal), { lanes: [...names] });
      return new Map(positions.map((position) => [position.lane, toOwnerPosition(position)]));
    },
    async bookLost(lane, ranges, signal) {
      const numbers = ranges.map(({ from, to }) => ({ from: BigInt(from), to: BigInt(to) }));
      await lanes.bookLost(ownCall(signal), { lane, ranges: numbers });
    },
  };
}

function toOwnerPosition({ highest, holes, knownTo }: LanePosition) {
  const ranges = holes.map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
  return { highest: Number(highest), holes: new MultiRange(ranges), knownTo: Number(knownTo) };
}
