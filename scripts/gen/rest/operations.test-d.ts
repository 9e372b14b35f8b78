// Checked by tsc: each line under @ts-expect-error must not compile, and everything else must.
import type {
  CreateLink,
  CreateLinkInput,
  CreateLinkResult,
  DeleteLink,
  DeleteLinkResult,
  GetLink,
  GetLinkResult,
  LinksOperations,
  ListLinksInput,
  UpdateLinkInput,
} from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { RestOperations } from "@waypost/kit/http/table.ts";

type Context = { readonly marker: true };
type Created = Extract<CreateLinkResult, { status: 201 }>;
declare const link: Created["body"];
const headers = { location: "/api/v1/links/1", etag: '"1"' };

/** What logic may answer. */
export const right: CreateLink<Context> = async (ctx, call, input): Promise<CreateLinkResult> => {
  const url: string = input.body.url;
  const alias: string | undefined = input.body.alias;
  if (ctx.marker && alias === url) return fault("alias-taken", { detail: call.requestId });
  return { status: 201, headers, body: link };
};

export const wrongBody: CreateLink<Context> = async (): Promise<CreateLinkResult> => {
  // @ts-expect-error the body is a link
  return { status: 201, headers, body: { id: 7 } };
};

export const wrongField: CreateLink<Context> = async (): Promise<CreateLinkResult> => {
  // @ts-expect-error the code is text
  return { status: 201, headers, body: { ...link, code: 7 } };
};

export const wrongStatus: CreateLink<Context> = async (): Promise<CreateLinkResult> => {
  // @ts-expect-error the contract has 201, not 200
  return { status: 200, headers, body: link };
};

// @ts-expect-error also without the annotation
export const wrongStatusUnannotated: CreateLink<Context> = async () => ({ status: 200, headers, body: link });

export const headerAbsentFromContract: CreateLink<Context> = async (): Promise<CreateLinkResult> => {
  // @ts-expect-error the contract has no X-Cost
  return { status: 201, headers: { location: "/", etag: '"1"', "x-cost": "1" }, body: link };
};

export const missingHeader: CreateLink<Context> = async (): Promise<CreateLinkResult> => {
  // @ts-expect-error the ETag is required
  return { status: 201, headers: { location: "/" }, body: link };
};

export const excessProperty: CreateLink<Context> = async (): Promise<CreateLinkResult> => {
  // @ts-expect-error the contract has no secret
  return { status: 201, headers, body: { ...link, secret: "x" } };
};

export const excessInPart: GetLink<Context> = async (): Promise<GetLinkResult> => {
  // @ts-expect-error a result has status, headers and body
  return { status: 200, headers: { etag: '"1"' }, body: link, cached: true };
};

export const bodyOfEmptyStatus: DeleteLink<Context> = async (): Promise<DeleteLinkResult> => {
  // @ts-expect-error 204 has no body
  return { status: 204, body: link };
};

export const undeclaredProblem: GetLink<Context> = async (): Promise<GetLinkResult> => {
  // @ts-expect-error reading a link can't find an alias taken
  return fault("alias-taken");
};

// @ts-expect-error no such problem is declared
fault("no-such-problem");

declare const whole: LinksOperations<Context>;
const { createLink: _taken, ...rest } = whole;
// @ts-expect-error the map lacks createLink
export const missingOperation: LinksOperations<Context> = rest;
// @ts-expect-error the contract has no such operation
export const unknownOperation: LinksOperations<Context> = { ...whole, removeLink: right };
// @ts-expect-error logic of another operation
export const wrongOperation: LinksOperations<Context> = { ...whole, getLink: right };

/** The runtime takes the total map as it is. */
export const walked: RestOperations<Context> = whole;

/** Inputs are exact: defaults are there, optional fields are not undefined, nothing can be changed. */
export function inputs(list: ListLinksInput, create: CreateLinkInput, update: UpdateLinkInput): void {
  const limit: number = list.query.limit;
  const sort: "createdAt" | "-createdAt" | "code" | "-code" = list.query.sort;
  const title: string | null | undefined = update.body.title;
  const id: string = update.path.id;
  // @ts-expect-error optional
  const tag: string = list.query.tag;
  // @ts-expect-error unknown
  create.body.owner;
  // @ts-expect-error read only
  create.body.url = "x";
  // @ts-expect-error the id stands in the path
  update.body.id;
  for (const value of [limit, sort, title, id, tag]) String(value);
}
