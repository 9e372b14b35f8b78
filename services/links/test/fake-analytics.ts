import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  AnalyticsService,
  GetClickCountResponseSchema,
  GetClickCountsResponseSchema,
  GetStatsResponseSchema,
} from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import {
  BookLostResponseSchema,
  GetDayKeysResponseSchema,
  GetLanePositionsResponseSchema,
  type LaneService,
  type ReportLanesRequest,
  ReportLanesRequestSchema,
  ReportLanesResponseSchema,
} from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";

const dayMs = 86_400_000;

/** Stands in for analytics, which is another service and may be away or slow. */
export class FakeAnalytics {
  state: "up" | "down" | "slow" = "up";
  /** What GetStats answers instead, when it is a fault. */
  statsFault: Fault | null = null;
  readonly reports: ReportLanesRequest[] = [];
  readonly dayKey = Uint8Array.from({ length: 16 }, (_, index) => index);

  peer(typeName: string): unknown {
    return typeName === AnalyticsService.typeName ? this.#analytics : this.#lanes;
  }

  readonly #analytics: Peer<typeof AnalyticsService> = {
    getClickCount: async (call) => {
      await this.#reach(call.signal);
      return create(GetClickCountResponseSchema, { counts, asOf: timestampFromMs(1_000) });
    },
    getClickCounts: async (call, { linkIds = [] }) => {
      await this.#reach(call.signal);
      return create(GetClickCountsResponseSchema, {
        links: linkIds.map((linkId) => ({ linkId, counts })),
        asOf: timestampFromMs(1_000),
      });
    },
    getStats: async (call, { linkId = "" }) => {
      await this.#reach(call.signal);
      if (this.statsFault !== null) throw this.statsFault;
      return create(GetStatsResponseSchema, {
        counts,
        asOf: timestampFromMs(1_000),
        from: timestampFromMs(0),
        to: timestampFromMs(1_000),
        series: [{ start: timestampFromMs(0), counts }],
        groups: [{ key: linkId, counts }],
        other: { total: 0n },
      });
    },
  };

  readonly #lanes: Peer<typeof LaneService> = {
    reportLanes: async (call, request) => {
      await this.#reach(call.signal);
      this.reports.push(create(ReportLanesRequestSchema, request));
      return create(ReportLanesResponseSchema);
    },
    getLanePositions: async (call, { lanes = [] }) => {
      await this.#reach(call.signal);
      return create(GetLanePositionsResponseSchema, { positions: lanes.map((lane) => ({ lane })) });
    },
    bookLost: async (call) => {
      await this.#reach(call.signal);
      return create(BookLostResponseSchema);
    },
    getDayKeys: async (call) => {
      await this.#reach(call.signal);
      const today = Math.floor(Date.now() / dayMs);
      return create(GetDayKeysResponseSchema, {
        keys: [today, today + 1].map((day) => ({ day, key: this.dayKey })),
      });
    },
  };

  async #reach(signal: AbortSignal): Promise<void> {
    if (this.state === "down") throw new Fault("unavailable", "unavailable");
    if (this.state === "up") return;
    const { promise, reject } = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    await promise;
  }
}

const counts = { total: 5n, human: 3n, bot: 2n, unique: 1n };
