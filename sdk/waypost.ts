import {
  OPERATIONS,
  type OperationId,
  type OperationPath,
  type OperationTag,
  type Ops,
} from "./generated/operations.ts";
import { createClient } from "./generated/runtime/factory.ts";
import { defaultRetryOn } from "./generated/runtime/retry.ts";
import type { Client, OperationContext, RequestContext, RetryContext } from "./generated/runtime/types.ts";
import { WaypostProblem } from "./problem.ts";

/** How to reach a Waypost. */
export interface WaypostOptions {
  /** Where it runs, such as `https://go.example.com`; a path is kept, a trailing slash doesn't matter. */
  readonly url: string;
  /** An API key, `wp_…`, or a function that is asked for one before each attempt. */
  readonly key: string | (() => string | Promise<string>);
  /** Each attempt ends after this long with a TimeoutError. Default 10,000; 0 means never. */
  readonly timeoutMs?: number;
  /**
   * Attempts beyond the first, for calls that may be repeated: reads, deletes, and what carries an idempotency key.
   * Default 2. Repeated are 408, 429, 500, 502, 503, 504 and broken connections, after `Retry-After` or else after
   * about 250 ms, then 500 ms.
   */
  readonly retries?: number;
  /** A `Retry-After` above this is not waited for; the problem is thrown at once. Default 30,000. */
  readonly longestWaitMs?: number;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof fetch;
}

type Operation = OperationContext<OperationId, OperationPath, OperationTag>;

/** One method per operation of the contract; lists also have `.pages()` and `.items()`, which fetch as they go. */
export type Waypost = Client<Ops, Operation>;

/**
 * Makes a client. A call resolves with the body of the answer (with `{ envelope: true }` with its headers too) and rejects
 * with a {@link WaypostProblem}, a TimeoutError, or what `fetch` throws. Where the contract knows idempotency keys, each
 * call carries a fresh one that its repetitions keep, so that a repeated call does its work once.
 */
export function createWaypost(options: WaypostOptions): Waypost {
  const longestWaitMs = options.longestWaitMs ?? 30_000;
  return createClient<Ops, OperationId, OperationPath, OperationTag>(OPERATIONS, {
    serverUrl: options.url.replace(/\/+$/, ""),
    auth: { bearer: options.key },
    timeout: options.timeoutMs ?? 10_000,
    clientHeader: false,
    retry: {
      retries: options.retries ?? 2,
      retryDelay: 250,
      retryOn: (attempt) => defaultRetryOn(attempt) && retryAfterMs(attempt) <= longestWaitMs,
    },
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    onRequest: addIdempotencyKey,
    onError: (error) => new WaypostProblem(error.status, error.body),
  });
}

const takesIdempotencyKey: ReadonlySet<string> = new Set(
  Object.values(OPERATIONS).flatMap((operation) =>
    "params" in operation && operation.params.some(({ name }) => name === "Idempotency-Key")
      ? [operation.id]
      : [],
  ),
);

// Not the runtime's own setting: that one adds a key to every POST, and then repeats those whose key nobody reads.
function addIdempotencyKey({ operation, headers }: RequestContext<Operation>): void {
  if (takesIdempotencyKey.has(operation.id) && headers["Idempotency-Key"] === undefined) {
    headers["Idempotency-Key"] = crypto.randomUUID();
  }
}

function retryAfterMs({ response }: RetryContext<Operation>): number {
  const header = response?.headers.get("retry-after");
  if (header === null || header === undefined) return 0;
  const seconds = Number(header);
  return Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
}
