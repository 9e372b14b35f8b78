// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
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

export interface ListLinksInput {
  readonly query: {
    readonly cursor?: NonNullable<Query<"listLinks">["cursor"]>;
    readonly limit: NonNullable<Query<"listLinks">["limit"]>;
    readonly sort: NonNullable<Query<"listLinks">["sort"]>;
    readonly state: NonNullable<Query<"listLinks">["state"]>;
    readonly tag?: NonNullable<Query<"listLinks">["tag"]>;
    readonly search?: NonNullable<Query<"listLinks">["search"]>;
  };
}
export type ListLinksResult =
  | { readonly status: 200; readonly body: Answer<"listLinks", 200> }
  | Fault<"cursor-invalid">;
/** List links: `GET /api/v1/links` */
export type ListLinks<C> = (ctx: C, call: Call, input: ListLinksInput) => Promise<ListLinksResult>;

export interface CreateLinkInput {
  readonly headers: {
    readonly "idempotency-key"?: NonNullable<Header<"createLink">["Idempotency-Key"]>;
  };
  readonly body: Body<"createLink">;
}
export type CreateLinkResult =
  | { readonly status: 201; readonly headers: { readonly location: NonNullable<operations["createLink"]["responses"][201]["headers"]["Location"]>; readonly etag: NonNullable<operations["createLink"]["responses"][201]["headers"]["ETag"]> }; readonly body: Answer<"createLink", 201> }
  | Fault<"alias-taken" | "alias-reserved" | "destination-refused" | "expiry-in-past" | "idempotency-key-reused" | "idempotency-key-in-use">;
/** Make a link: `POST /api/v1/links` */
export type CreateLink<C> = (ctx: C, call: Call, input: CreateLinkInput) => Promise<CreateLinkResult>;

export interface GetLinkInput {
  readonly path: {
    readonly id: NonNullable<Path<"getLink">["id"]>;
  };
}
export type GetLinkResult =
  | { readonly status: 200; readonly headers: { readonly etag: NonNullable<operations["getLink"]["responses"][200]["headers"]["ETag"]> }; readonly body: Answer<"getLink", 200> }
  | Fault<"link-not-found">;
/** Read a link: `GET /api/v1/links/{id}` */
export type GetLink<C> = (ctx: C, call: Call, input: GetLinkInput) => Promise<GetLinkResult>;

export interface UpdateLinkInput {
  readonly path: {
    readonly id: NonNullable<Path<"updateLink">["id"]>;
  };
  readonly headers: {
    readonly "if-match"?: NonNullable<Header<"updateLink">["If-Match"]>;
  };
  readonly body: Body<"updateLink">;
}
export type UpdateLinkResult =
  | { readonly status: 200; readonly headers: { readonly etag: NonNullable<operations["updateLink"]["responses"][200]["headers"]["ETag"]> }; readonly body: Answer<"updateLink", 200> }
  | Fault<"link-not-found" | "etag-mismatch" | "destination-refused" | "expiry-in-past">;
/** Change a link: `PATCH /api/v1/links/{id}` */
export type UpdateLink<C> = (ctx: C, call: Call, input: UpdateLinkInput) => Promise<UpdateLinkResult>;

export interface DeleteLinkInput {
  readonly path: {
    readonly id: NonNullable<Path<"deleteLink">["id"]>;
  };
  readonly headers: {
    readonly "if-match"?: NonNullable<Header<"deleteLink">["If-Match"]>;
  };
}
export type DeleteLinkResult =
  | { readonly status: 204 }
  | Fault<"link-not-found" | "etag-mismatch">;
/** Delete a link: `DELETE /api/v1/links/{id}` */
export type DeleteLink<C> = (ctx: C, call: Call, input: DeleteLinkInput) => Promise<DeleteLinkResult>;

export interface RestoreLinkInput {
  readonly path: {
    readonly id: NonNullable<Path<"restoreLink">["id"]>;
  };
}
export type RestoreLinkResult =
  | { readonly status: 200; readonly headers: { readonly etag: NonNullable<operations["restoreLink"]["responses"][200]["headers"]["ETag"]> }; readonly body: Answer<"restoreLink", 200> }
  | Fault<"link-not-found">;
/** Restore a deleted link: `POST /api/v1/links/{id}/restore` */
export type RestoreLink<C> = (ctx: C, call: Call, input: RestoreLinkInput) => Promise<RestoreLinkResult>;

export interface GetLinkStatsInput {
  readonly path: {
    readonly id: NonNullable<Path<"getLinkStats">["id"]>;
  };
  readonly query: {
    readonly from?: NonNullable<Query<"getLinkStats">["from"]>;
    readonly to?: NonNullable<Query<"getLinkStats">["to"]>;
    readonly interval?: NonNullable<Query<"getLinkStats">["interval"]>;
    readonly groupBy?: NonNullable<Query<"getLinkStats">["groupBy"]>;
    readonly groupLimit: NonNullable<Query<"getLinkStats">["groupLimit"]>;
    readonly timeZone: NonNullable<Query<"getLinkStats">["timeZone"]>;
  };
}
export type GetLinkStatsResult =
  | { readonly status: 200; readonly body: Answer<"getLinkStats", 200> }
  | Fault<"link-not-found" | "period-invalid" | "time-zone-unknown">;
/** Read the clicks of a link: `GET /api/v1/links/{id}/stats` */
export type GetLinkStats<C> = (ctx: C, call: Call, input: GetLinkStatsInput) => Promise<GetLinkStatsResult>;

/** Everything that `links` answers over REST; a map that lacks an operation does not compile. */
export type LinksOperations<C> = {
  readonly listLinks: ListLinks<C>;
  readonly createLink: CreateLink<C>;
  readonly getLink: GetLink<C>;
  readonly updateLink: UpdateLink<C>;
  readonly deleteLink: DeleteLink<C>;
  readonly restoreLink: RestoreLink<C>;
  readonly getLinkStats: GetLinkStats<C>;
};
