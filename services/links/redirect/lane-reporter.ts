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
  /** The lanes of this process, at least one. */
  readonly writers: readonly Pick<LogWriter, "lane" | "head" | "unrecorded" | "state">[];
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
/** An end that analytics had confirmed may be forgotten all the same, by a database put back from a backup. */
const repeatMs = 30_000;
/** Ends that are told again in one report: years of starts on one disk are no load. */
const maxRepeated = 10;
const states = { open: LaneState.OPEN, closed: LaneState.CLOSED, adopted: LaneState.ADOPTED } as const;

/**
 * Tells analytics every second how far this process's lanes have been written and why visitors were refused; and where
 * lanes left behind by other processes ended, at once and again now and then. A failed report needs no repeat of its
 * own: heads only grow, so the next one covers it.
 */
export class LaneReporter {
  readonly #parts: LaneReporterParts;
  /** Lanes of others whose end analytics has confirmed, and when; the longest ago first. */
  readonly #confirmed = new Map<string, number>();
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
    const { lanes, writers, rejections, ownCall, now, log } = this.#parts;
    // First the time, then the head: clicks that were dated before and wait for the end of their turn are in it.
    const measuredAt = timestampFromMs(now());
    await nextTurn();
    const others = this.#others();
    const rejected = Object.fromEntries(
      Object.entries(rejections.snapshot()).map(([reason, count]) => [reason, BigInt(count)]),
    );
    const own = writers.map((writer, index) => ({
      lane: writer.lane,
      head: BigInt(writer.head()),
      unrecorded: BigInt(writer.unrecorded()),
      // Counted by the process, so one of its lanes has them.
      rejected: index === 0 ? rejected : {},
      state: writer.state === "closed" ? LaneState.CLOSED : LaneState.OPEN,
      measuredAt,
    }));
    try {
      await lanes.reportLanes(ownCall(signal), { lanes: [...own, ...others] });
    } catch (error) {
      if (!this.#failing && signal?.aborted !== true)
        log.warn({ err: error }, "Analytics could not be told how far the clicks are written; trying on");
      this.#failing = true;
      return false;
    }
    if (this.#failing) log.info("Analytics is told again how far the clicks are written");
    this.#failing = false;
    for (const { lane } of others) {
      this.#confirmed.delete(lane);
      this.#confirmed.set(lane, now());
    }
    return true;
  }

  #others() {
    const { reader, writers } = this.#parts;
    const own = new Set(writers.map(({ lane }) => lane));
    const ended = (reader?.laneStates() ?? []).filter(
      ({ lane, state }) => state !== "open" && !own.has(lane),
    );
    const present = new Set(ended.map(({ lane }) => lane));
    for (const lane of this.#confirmed.keys()) if (!present.has(lane)) this.#confirmed.delete(lane);
    const due = new Set(this.#dueAgain());
    const told = ended.filter(({ lane }) => !this.#confirmed.has(lane) || due.has(lane));
    return told.slice(0, maxLanes - own.size).map(({ lane, state, head, unrecorded }) => ({
      lane,
      head: BigInt(head),
      unrecorded: BigInt(unrecorded),
      rejected: {},
      state: states[state],
    }));
  }

  #dueAgain(): string[] {
    const now = this.#parts.now();
    const due: string[] = [];
    for (const [lane, at] of this.#confirmed) {
      // By the distance: a clock that was set back must not silence it.
      if (due.length === maxRepeated || Math.abs(now - at) < repeatMs) break;
      due.push(lane);
    }
    return due;
  }
}
