// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
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

export type ListJobsInput = Readonly<Record<string, never>>;
export type ListJobsResult =
  | { readonly status: 200; readonly body: Answer<"listJobs", 200> };
/** List the scheduled jobs of all services: `GET /api/v1/jobs` */
export type ListJobs<C> = (ctx: C, call: Call, input: ListJobsInput) => Promise<ListJobsResult>;

export interface ListJobRunsInput {
  readonly path: {
    readonly service: NonNullable<Path<"listJobRuns">["service"]>;
    readonly job: NonNullable<Path<"listJobRuns">["job"]>;
  };
  readonly query: {
    readonly limit: NonNullable<Query<"listJobRuns">["limit"]>;
  };
}
export type ListJobRunsResult =
  | { readonly status: 200; readonly body: Answer<"listJobRuns", 200> }
  | Fault<"job-not-found">;
/** Read the history of a job, newest first: `GET /api/v1/jobs/{service}/{job}/runs` */
export type ListJobRuns<C> = (ctx: C, call: Call, input: ListJobRunsInput) => Promise<ListJobRunsResult>;

export interface RunJobInput {
  readonly path: {
    readonly service: NonNullable<Path<"runJob">["service"]>;
    readonly job: NonNullable<Path<"runJob">["job"]>;
  };
  readonly body: Body<"runJob">;
}
export type RunJobResult =
  | { readonly status: 202; readonly body: Answer<"runJob", 202> }
  | Fault<"job-not-found" | "job-run-waiting" | "job-takes-no-periods" | "period-invalid">;
/** Run a job now, or for a period of the past: `POST /api/v1/jobs/{service}/{job}/runs` */
export type RunJob<C> = (ctx: C, call: Call, input: RunJobInput) => Promise<RunJobResult>;

/** Everything that `operator` answers over REST; a map that lacks an operation does not compile. */
export type OperatorOperations<C> = {
  readonly listJobs: ListJobs<C>;
  readonly listJobRuns: ListJobRuns<C>;
  readonly runJob: RunJob<C>;
};
