import type { GetLanePositions } from "@waypost/gen/rpc/analytics/operations.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";
import type { AnalyticsContext } from "../context.ts";
import { loadPositionsOf } from "../store/lane-positions.ts";

/** Lanes normally have no holes. Where one has more than this, later calls return the rest as the first are filled. */
const maxHoles = 1_000;

export const getLanePositions: GetLanePositions<AnalyticsContext> = async (ctx, call, input) => {
  const lanes = input.lanes.map((lane) => lane.toLowerCase());
  const positions = await loadPositionsOf(ctx.database.within(call), lanes);
  return {
    positions: lanes.map((lane) => ({ lane, ...positionOf(positions.get(lane) ?? new MultiRange()) })),
  };
};

function positionOf(seen: MultiRange) {
  const { highest } = seen;
  const holes = [...seen.holes(1, highest)];
  const told = holes.slice(0, maxHoles);
  const knownTo = holes.length > maxHoles ? (told.at(-1)?.to ?? 0) : highest;
  return {
    highest: BigInt(highest),
    holes: told.map(({ from, to }) => ({ from: BigInt(from), to: BigInt(to) })),
    knownTo: BigInt(knownTo),
  };
}
