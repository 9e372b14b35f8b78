// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
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

export interface CreateWorkspaceInput {
  readonly body: Body<"createWorkspace">;
}
export type CreateWorkspaceResult =
  | { readonly status: 201; readonly headers: { readonly location: NonNullable<operations["createWorkspace"]["responses"][201]["headers"]["Location"]> }; readonly body: Answer<"createWorkspace", 201> };
/** Make a workspace and its first key: `POST /api/v1/workspaces` */
export type CreateWorkspace<C> = (ctx: C, call: Call, input: CreateWorkspaceInput) => Promise<CreateWorkspaceResult>;

export type GetWorkspaceInput = Readonly<Record<string, never>>;
export type GetWorkspaceResult =
  | { readonly status: 200; readonly body: Answer<"getWorkspace", 200> }
  | Fault<"workspace-not-found">;
/** Read the workspace of the key: `GET /api/v1/workspaces/current` */
export type GetWorkspace<C> = (ctx: C, call: Call, input: GetWorkspaceInput) => Promise<GetWorkspaceResult>;

export interface ListKeysInput {
  readonly query: {
    readonly cursor?: NonNullable<Query<"listKeys">["cursor"]>;
    readonly limit: NonNullable<Query<"listKeys">["limit"]>;
  };
}
export type ListKeysResult =
  | { readonly status: 200; readonly body: Answer<"listKeys", 200> }
  | Fault<"cursor-invalid">;
/** List API keys, newest first: `GET /api/v1/keys` */
export type ListKeys<C> = (ctx: C, call: Call, input: ListKeysInput) => Promise<ListKeysResult>;

export interface CreateKeyInput {
  readonly body: Body<"createKey">;
}
export type CreateKeyResult =
  | { readonly status: 201; readonly headers: { readonly location: NonNullable<operations["createKey"]["responses"][201]["headers"]["Location"]> }; readonly body: Answer<"createKey", 201> }
  | Fault<"scope-not-held" | "expiry-in-past" | "expiry-beyond-own">;
/** Make an API key: `POST /api/v1/keys` */
export type CreateKey<C> = (ctx: C, call: Call, input: CreateKeyInput) => Promise<CreateKeyResult>;

export interface GetKeyInput {
  readonly path: {
    readonly id: NonNullable<Path<"getKey">["id"]>;
  };
}
export type GetKeyResult =
  | { readonly status: 200; readonly body: Answer<"getKey", 200> }
  | Fault<"key-not-found">;
/** Read an API key: `GET /api/v1/keys/{id}` */
export type GetKey<C> = (ctx: C, call: Call, input: GetKeyInput) => Promise<GetKeyResult>;

export interface RevokeKeyInput {
  readonly path: {
    readonly id: NonNullable<Path<"revokeKey">["id"]>;
  };
}
export type RevokeKeyResult =
  | { readonly status: 204 }
  | Fault<"key-not-found" | "key-beyond-own" | "last-operator-key">;
/** Revoke an API key: `DELETE /api/v1/keys/{id}` */
export type RevokeKey<C> = (ctx: C, call: Call, input: RevokeKeyInput) => Promise<RevokeKeyResult>;

/** Everything that `identity` answers over REST; a map that lacks an operation does not compile. */
export type IdentityOperations<C> = {
  readonly createWorkspace: CreateWorkspace<C>;
  readonly getWorkspace: GetWorkspace<C>;
  readonly listKeys: ListKeys<C>;
  readonly createKey: CreateKey<C>;
  readonly getKey: GetKey<C>;
  readonly revokeKey: RevokeKey<C>;
};
