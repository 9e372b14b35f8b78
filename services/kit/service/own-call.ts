import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Call } from "../call.ts";
import { newTraceId } from "../telemetry/trace-context.ts";

/** A call of the service itself, without a workspace, that ends after `timeoutMs` or with `signal`. */
export function ownCall(
  service: string,
  log: Logger,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Call {
  const { timeoutMs = 10_000, signal } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const requestId = randomUUID();
  return {
    requestId,
    traceId: newTraceId(),
    actor: { kind: "service", name: service, onBehalfOf: null },
    workspaceId: "",
    deadline: Date.now() + timeoutMs,
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    log: log.child({ requestId }),
  };
}
