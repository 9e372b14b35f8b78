import type { Call } from "../call.ts";
import type { ErrorCode } from "../errors/codes.ts";
import type { Fault } from "../errors/fault.ts";

/** One thing a schema found wrong; the part of ajv's error object that is read. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

/** A precompiled schema: true when the value fits. Fills in defaults, and coerces only where the generator said so. */
export interface Validate {
  (value: unknown): boolean;
  /** What the last call found, null when the value fitted. */
  errors?: readonly SchemaError[] | null | undefined;
}

/** Path, query or headers of an operation. Text is coerced to the types of the contract. */
export interface RestParameters {
  /** As they are called in the input: header names in lower case. */
  readonly names: readonly string[];
  /** Query parameters that may be repeated; each arrives as a list. */
  readonly lists: readonly string[];
  readonly validate: Validate;
}

/** The JSON body of an operation; never coerced. */
export interface RestBody {
  readonly required: boolean;
  /** Stops at the first fault, so that its cost is bounded by the body. */
  readonly validate: Validate;
  /** Finds every fault; run only on small bodies that `validate` refused. */
  readonly explain: Validate;
}

/** One success response of an operation. */
export interface RestResponse {
  /** Names in lower case; true when the contract requires the header. */
  readonly headers: Readonly<Record<string, boolean>>;
  /** Null when the response has no body. Leaves out fields the contract does not know; throws when a required one is missing. */
  readonly serialize: ((body: unknown) => string) | null;
}

/** One operation of a contract as data; what {@link mountOperations} walks. */
export interface RestOperation {
  readonly operationId: string;
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** In the router's form: `/api/v1/links/:id`. */
  readonly path: string;
  /** Scopes the key needs, all of them; null when no key is needed. */
  readonly scopes: readonly string[] | null;
  /** Slugs that logic may answer. */
  readonly problems: readonly string[];
  /** True when a repeated `Idempotency-Key` gets the stored answer. */
  readonly idempotent: boolean;
  /** True when the service mounts the route itself; the table only documents it. */
  readonly handRouted: boolean;
  readonly parameters: {
    readonly path: RestParameters | null;
    readonly query: RestParameters | null;
    readonly headers: RestParameters | null;
  };
  readonly body: RestBody | null;
  /** Success responses by status; any other status that logic answers is a fault of the server. */
  readonly responses: Readonly<Record<number, RestResponse>>;
}

/** What a contract says about a slug. */
export interface ProblemEntry {
  readonly code: ErrorCode;
  readonly title: string;
  /** When it happens and what to do about it, for the page at its `type`. */
  readonly description: string;
}

/** A contract as data; generated as `gen/rest/<service>/routes.ts`. */
export interface RestTable {
  readonly service: string;
  readonly problems: Readonly<Record<string, ProblemEntry>>;
  readonly operations: readonly RestOperation[];
}

/** What logic answers when it succeeds; the generated results are exact instances of it. */
export interface RestSuccess {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

/**
 * One operation's logic as the runtime sees it. Every generated logic type fits: `input` is `never` here because only
 * the generated type knows what its validators let through.
 */
export type RestLogic<Context> = (ctx: Context, call: Call, input: never) => Promise<RestSuccess | Fault>;

/** Logic by operationId; the generated total map (`LinksOperations<C>`) fits. */
export type RestOperations<Context> = Readonly<Record<string, RestLogic<Context>>>;
