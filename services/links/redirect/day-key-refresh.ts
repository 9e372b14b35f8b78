import type { LaneService } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import { pause } from "@waypost/kit/lifecycle/pause.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import { type DayKeys, dayMs } from "./day-keys.ts";

export interface DayKeyRefreshParts {
  readonly lanes: Peer<typeof LaneService>;
  readonly keys: DayKeys;
  readonly now: () => number;
  readonly ownCall: (signal?: AbortSignal) => Call;
  readonly log: Call["log"];
}

const everyMs = 3_600_000;
const retryMs = 5_000;

/** Keeps the keys of today and tomorrow: fetched every hour and after the day turns, every 5 s while one is missing. */
export class DayKeyRefresh {
  readonly #parts: DayKeyRefreshParts;

  constructor(parts: DayKeyRefreshParts) {
    this.#parts = parts;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { keys, now } = this.#parts;
      const fetched = await this.refresh(signal);
      const at = now();
      const today = Math.floor(at / dayMs);
      const complete = fetched && keys.has(today) && keys.has(today + 1);
      await pause(complete ? Math.min(everyMs, (today + 1) * dayMs - at + 1_000) : retryMs, signal);
    }
  }

  /** Fetches once; false when it could not. Visitors are sent on all the same: their clicks then bear no address. */
  async refresh(signal?: AbortSignal): Promise<boolean> {
    const { lanes, keys, ownCall, log } = this.#parts;
    try {
      const answer = await lanes.getDayKeys(ownCall(signal), {});
      keys.set(answer.keys);
      return true;
    } catch (error) {
      if (signal?.aborted !== true)
        log.warn({ err: error }, "The keys of visitors' addresses could not be fetched; trying on");
      return false;
    }
  }
}
