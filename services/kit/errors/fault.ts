import type { ErrorCode } from "./codes.ts";

/** One field of the request that broke a rule. */
export interface FieldFault {
  /** Where: a JSON pointer below `body`, `query`, `path` or `headers`, such as `/body/url` or `/query/limit`. */
  readonly pointer: string;
  /** Which rule, in words that may be shown to the caller. */
  readonly detail: string;
}

export interface FaultOptions {
  /** Shown to the caller; must hold no secret and no internal name. */
  readonly detail?: string;
  /** Fields that broke a rule; cut to the first 20 on the wire. */
  readonly fields?: readonly FieldFault[];
  /** Seconds the caller should wait before it tries again; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** What really happened; logged, never sent. */
  readonly cause?: unknown;
}

/**
 * The one error class: a failure that the caller may be told about.
 *
 * Logic returns or throws it; REST turns it into a problem document (RFC 9457) and RPC into a Connect error by
 * the one table of codes. Everything else that is thrown becomes an opaque `internal` with the request id.
 */
export class Fault<Slug extends string = string> extends Error {
  override readonly name = "Fault";
  readonly code: ErrorCode;
  /** Stable, kebab-case, documented in the contract; the last part of the problem's `type`. */
  readonly slug: Slug;
  /** The caller may see this. Empty when the title of the code says enough. */
  readonly detail: string;
  readonly fields: readonly FieldFault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, slug: Slug, options: FaultOptions = {}) {
    super(options.detail ?? slug, { cause: options.cause });
    this.code = code;
    this.slug = slug;
    this.detail = options.detail ?? "";
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
