import { setTimeout as delay } from "node:timers/promises";
import type { DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { Fault } from "../errors/fault.ts";
import { rpcBuckets } from "../telemetry/buckets.ts";
import { counter, histogram } from "../telemetry/metrics.ts";
import { isRepeatable } from "./method-kind.ts";
import type { PeerCall, PeerOptions } from "./peer-call.ts";
import { peerFault } from "./peer-fault.ts";
import { peerHeaders } from "./peer-headers.ts";
import type { RetryBudget } from "./retry-budget.ts";

/** A unary call takes no longer, whatever the caller's deadline. */
const maxTimeoutMs = 2_000;
/** Left to the caller to answer its own caller in. */
const reserveMs = 25;
const maxAttempts = 3;
const firstPauseMs = 20;

/**
 * Makes the function that calls a unary method. `unavailable` is tried again, and for methods declared
 * NO_SIDE_EFFECTS or IDEMPOTENT also `deadline_exceeded`: at most twice, after 20–40 and 40–80 ms, within the call's
 * deadline and the peer's {@link RetryBudget}.
 */
export function callOnce<M extends DescMethodUnary>(method: M, options: PeerOptions, budget: RetryBudget) {
  const idempotent = isRepeatable(method);
  const { seconds, retries } = clientMetrics(options);
  const label = `${method.parent.typeName}/${method.name}`;

  async function attempt(call: PeerCall, input: MessageInitShape<M["input"]>) {
    const timeoutMs = Math.floor(Math.min(maxTimeoutMs, call.deadline - Date.now() - reserveMs));
    if (timeoutMs <= 0) throw new Fault("deadline_exceeded", "deadline-exceeded");
    const begin = performance.now();
    let code: string = "ok";
    try {
      const header = await peerHeaders(options, call);
      const { message } = await options.transport.unary(method, call.signal, timeoutMs, header, input);
      return message;
    } catch (error) {
      const fault = peerFault(error, call);
      code = fault.code;
      throw fault;
    } finally {
      seconds.observe({ method: label, code }, (performance.now() - begin) / 1000);
    }
  }

  return async (call: PeerCall, input: MessageInitShape<M["input"]>): Promise<MessageShape<M["output"]>> => {
    for (let attempts = 1; ; attempts++) {
      try {
        const message = await attempt(call, input);
        budget.succeeded();
        return message as MessageShape<M["output"]>;
      } catch (error) {
        if (!(error instanceof Fault) || !repeatable(error, idempotent)) {
          budget.succeeded();
          throw error;
        }
        const pauseMs = firstPauseMs * 2 ** (attempts - 1) * (1 + Math.random());
        const allowed = budget.failed() && attempts < maxAttempts && !call.signal.aborted;
        if (!allowed || Date.now() + pauseMs + 2 * reserveMs >= call.deadline) throw error;
        retries.inc({ method: label });
        await delay(pauseMs, undefined, { signal: call.signal }).catch(() => {
          throw peerFault(error, call);
        });
      }
    }
  };
}

function repeatable(fault: Fault, idempotent: boolean): boolean {
  return fault.code === "unavailable" || (idempotent && fault.code === "deadline_exceeded");
}

function clientMetrics({ metrics }: PeerOptions) {
  return {
    seconds: histogram(metrics, {
      name: "waypost_rpc_client_seconds",
      help: "How long attempts of unary calls to peers took, by method and error code (ok when there was none).",
      labels: ["method", "code"],
      buckets: rpcBuckets,
    }),
    retries: counter(metrics, {
      name: "waypost_rpc_client_retries_total",
      help: "Calls to peers that were tried again.",
      labels: ["method"],
    }),
  };
}
