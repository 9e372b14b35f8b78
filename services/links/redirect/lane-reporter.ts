import { setImmediate as nextTurn } from "node:timers/promises";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type LaneService, LaneState } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import { pause } from "@waypost/kit/lifecycle/pause.ts";
import type { LogReader } from "@waypost/kit/local-log/reader.ts";
import type { LogWriter } from "@waypost/kit/local-log/writer.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import type { Rejections } from "./rejections.ts";

export interface LaneReporterParts {
  readonly lanes: Peer<typeof LaneService>;
  readonly writer: Pick<LogWriter, "lane" | "head" | "unrecorded" | "state">;
  /** Sees the lanes that others left on this disk; null where a neighbour process reports them. */
  readonly reader: Pick<LogReader, "laneStates"> | null;
  readonly rejections: Rejections;
  readonly ownCall: (signal?: AbortSignal) => Call;
  /** Epoch milliseconds; the clock that clicks are dated by. */
  readonly now: () => number;
  readonly log: Call["log"];
}

const everyMs = 1_000;
const maxLanes = 500;
const states = { open: LaneState.OPEN, closed: LaneState.CLOSED, adopted: LaneState.ADOPTED } as const;

/**
 * Tells analytics every second how far this process's lane has been written and why visitors were refused, and once
 * how the lanes ended that others left behind. What could not be told is told the next time: heads only grow.
 */
export class LaneReporter {
  readonly #parts: LaneReporterParts;
  /** Lanes of others whose end analytics has confirmed. */
  readonly #confirmed = new Set<string>();
  #failing = false;

  constructor(parts: LaneReporterParts) {
    this.#parts = parts;
  }

  /** Reports until the signal fires. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.report(signal);
      await pause(everyMs, signal);
    }
  }

  /** One report; false when analytics could not be told. Called once more after the lane is closed. */
  async report(signal?: AbortSignal): Promise<boolean> {
    const { lanes, writer, rejections, ownCall, now, log } = this.#parts;
    // First the time, then the head: clicks that were dated before and wait for the end of their turn are in it.
    const measuredAt = timestampFromMs(now());
    await nextTurn();
    const others = this.#others();
    const own = {
      lane: writer.lane,
      head: BigInt(writer.head()),
      unrecorded: BigInt(writer.unrecorded()),
      rejected: Object.fromEntries(
        Object.entries(rejections.snapshot()).map(([reason, count]) => [reason, BigInt(count)]),
      ),
      state: writer.state === "closed" ? LaneState.CLOSED : LaneState.OPEN,
      measuredAt,
    };
    try {
      await lanes.reportLanes(ownCall(signal), { lanes: [own, ...others] });
    } catch (error) {
      if (!this.#failing && signal?.aborted !== true)
        log.warn({ err: error }, "Analytics could not be told how far the clicks are written; trying on");
      this.#failing = true;
      return false;
    }
    if (this.#failing) log.info("Analytics is told again how far the clicks are written");
    this.#failing = false;
    for (const { lane } of others) this.#confirmed.add(lane);
    return true;
  }

  #others() {
    const ended = (this.#parts.reader?.laneStates() ?? []).filter(
      ({ lane, state }) => state !== "open" && lane !== this.#parts.writer.lane && !this.#confirmed.has(lane),
    );
    return ended.slice(0, maxLanes - 1).map(({ lane, state, head, unrecorded }) => ({
      lane,
      head: BigInt(head),
      unrecorded: BigInt(unrecorded),
      rejected: {},
      state: states[state],
    }));
  }
}
