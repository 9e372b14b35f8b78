// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { Call } from "@waypost/kit/call.ts";
import type { Fault } from "@waypost/kit/errors/fault.ts";
import type { operations } from "./types.ts";

type Path<O extends keyof operations> = NonNullable<operations[O]["parameters"]["path"]>;
type Query<O extends keyof operations> = NonNullable<operations[O]["parameters"]["query"]>;
type Header<O extends keyof operations> = NonNullable<operations[O]["parameters"]["header"]>;
type Body<O extends keyof operations> = operations[O] extends {
  requestBody?: { content: { "application/json": infer T } };
}
  ? T
  : never;
type Answer<O extends keyof operations, S extends keyof operations[O]["responses"]> =
  operations[O]["responses"][S] extends { content: { "application/json": infer T } } ? T : never;

export interface GetWorkspaceStatsInput {
  readonly query: {
    readonly from?: NonNullable<Query<"getWorkspaceStats">["from"]>;
    readonly to?: NonNullable<Query<"getWorkspaceStats">["to"]>;
    readonly interval?: NonNullable<Query<"getWorkspaceStats">["interval"]>;
    readonly groupBy?: NonNullable<Query<"getWorkspaceStats">["groupBy"]>;
    readonly groupLimit: NonNullable<Query<"getWorkspaceStats">["groupLimit"]>;
    readonly timeZone: NonNullable<Query<"getWorkspaceStats">["timeZone"]>;
  };
}
export type GetWorkspaceStatsResult =
  | { readonly status: 200; readonly body: Answer<"getWorkspaceStats", 200> }
  | Fault<"period-invalid" | "time-zone-unknown">;
/** Read the clicks of the workspace: `GET /api/v1/stats` */
export type GetWorkspaceStats<C> = (ctx: C, call: Call, input: GetWorkspaceStatsInput) => Promise<GetWorkspaceStatsResult>;

export type GetLedgerInput = Readonly<Record<string, never>>;
export type GetLedgerResult =
  | { readonly status: 200; readonly body: Answer<"getLedger", 200> };
/** Read the ledger of clicks: `GET /api/v1/ledger` */
export type GetLedger<C> = (ctx: C, call: Call, input: GetLedgerInput) => Promise<GetLedgerResult>;

/** Everything that `analytics` answers over REST; a map that lacks an operation does not compile. */
export type AnalyticsOperations<C> = {
  readonly getWorkspaceStats: GetWorkspaceStats<C>;
  readonly getLedger: GetLedger<C>;
};
