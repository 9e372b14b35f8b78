import type { HandlerContext } from "@connectrpc/connect";
import type { Logger } from "pino";
import type { Call } from "../call.ts";
import { callFactsKey } from "./call-facts.ts";

/** Deadlines of unary calls as the server sees them; streams have none unless the caller sets one. */
export interface RpcDeadlines {
  /** For callers that set none. Default 2,000. */
  readonly defaultMs: number;
  /** Callers that ask for more get this. Default 30,000. */
  readonly maxMs: number;
}

/** Builds the facts of a call for logic from what the gate left in the context. */
export function rpcCall(context: HandlerContext, log: Logger, deadlines: RpcDeadlines): Call {
  const facts = context.values.get(callFactsKey);
  if (facts?.claims === undefined) throw new TypeError("The gate must have let the call in.");
  const { requestId, traceId, claims } = facts;
  const { deadline, signal } = limit(context, deadlines);
  return {
    requestId,
    traceId,
    actor: { kind: "service", name: claims.caller, onBehalfOf: claims.onBehalfOf },
    operation: context.method.localName,
    workspaceId: claims.workspaceId,
    deadline,
    signal,
    log: log.child({ requestId, traceId, rpc: context.method.localName, caller: claims.caller }),
  };
}

function limit(
  context: HandlerContext,
  { defaultMs, maxMs }: RpcDeadlines,
): Pick<Call, "deadline" | "signal"> {
  const asked = context.timeoutMs();
  if (context.method.methodKind !== "unary" && asked === undefined) {
    return { deadline: Number.POSITIVE_INFINITY, signal: context.signal };
  }
  const ms = Math.max(0, Math.min(asked ?? defaultMs, maxMs));
  const deadline = Date.now() + ms;
  // Connect aborts at the caller's own deadline by itself.
  if (asked !== undefined && asked <= maxMs) return { deadline, signal: context.signal };
  return { deadline, signal: AbortSignal.any([context.signal, AbortSignal.timeout(ms)]) };
}
