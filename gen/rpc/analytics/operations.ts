// Generated from proto/ by `npm run gen`. Do not edit: change the contract and generate again.
import type { Call } from "@waypost/kit/call.ts";
import type { Fault } from "@waypost/kit/errors/fault.ts";
import type { Answer } from "@waypost/kit/rpc/answer.ts";
import {
  AnalyticsService,
  type GetClickCountRequest,
  type GetClickCountResponse,
  type GetClickCountsRequest,
  type GetClickCountsResponse,
  type GetStatsRequest,
  type GetStatsResponse,
} from "../../proto/waypost/analytics/v1/analytics_pb.ts";
import {
  type BookLostRequest,
  type BookLostResponse,
  type GetDayKeysRequest,
  type GetDayKeysResponse,
  type GetLanePositionsRequest,
  type GetLanePositionsResponse,
  LaneService,
  type ReportLanesRequest,
  type ReportLanesResponse,
} from "../../proto/waypost/analytics/v1/lanes_pb.ts";

export type GetClickCountResult = Answer<GetClickCountResponse> | Fault;
/**
 * The counts of one link since it was made; zeros for a link without clicks.
 */
export type GetClickCount<C> = (
  ctx: C,
  call: Call,
  input: GetClickCountRequest,
) => Promise<GetClickCountResult>;

export type GetClickCountsResult = Answer<GetClickCountsResponse> | Fault;
/**
 * The same for up to 200 links, one answer per id, in the order asked.
 */
export type GetClickCounts<C> = (
  ctx: C,
  call: Call,
  input: GetClickCountsRequest,
) => Promise<GetClickCountsResult>;

export type GetStatsResult = Answer<GetStatsResponse> | Fault;
/**
 * Totals, a series and the largest groups of a period, for one link or for the whole workspace.
 */
export type GetStats<C> = (
  ctx: C,
  call: Call,
  input: GetStatsRequest,
) => Promise<GetStatsResult>;

export type ReportLanesResult = Answer<ReportLanesResponse> | Fault;
/**
 * Declares how far each lane has been written. Sent every second and at stop; heads never go down.
 */
export type ReportLanes<C> = (
  ctx: C,
  call: Call,
  input: ReportLanesRequest,
) => Promise<ReportLanesResult>;

export type GetLanePositionsResult = Answer<GetLanePositionsResponse> | Fault;
/**
 * What analytics has of lanes, for those who keep the records: what it misses is sent again, what it has for good may be
 * freed. A lane that analytics has never heard of has an empty position.
 */
export type GetLanePositions<C> = (
  ctx: C,
  call: Call,
  input: GetLanePositionsRequest,
) => Promise<GetLanePositionsResult>;

export type BookLostResult = Answer<BookLostResponse> | Fault;
/**
 * Books numbers of a lane that can't be sent any more, because their records are damaged or gone. What analytics has
 * seen of them stays seen, and what still arrives moves from lost to stored.
 */
export type BookLost<C> = (
  ctx: C,
  call: Call,
  input: BookLostRequest,
) => Promise<BookLostResult>;

export type GetDayKeysResult = Answer<GetDayKeysResponse> | Fault;
/**
 * The keys that seal visitors' addresses, of today and of tomorrow, so that a day can turn while analytics is away.
 */
export type GetDayKeys<C> = (
  ctx: C,
  call: Call,
  input: GetDayKeysRequest,
) => Promise<GetDayKeysResult>;

/** Everything that `analytics` answers over RPC; a map that lacks a method does not compile. */
export interface AnalyticsRpc<C> {
  readonly getClickCount: GetClickCount<C>;
  readonly getClickCounts: GetClickCounts<C>;
  readonly getStats: GetStats<C>;
  readonly reportLanes: ReportLanes<C>;
  readonly getLanePositions: GetLanePositions<C>;
  readonly bookLost: BookLost<C>;
  readonly getDayKeys: GetDayKeys<C>;
}

/** The RPC services of `analytics`, for `rpcService` of the kit. */
export const analyticsRpcServices = [AnalyticsService, LaneService] as const;
