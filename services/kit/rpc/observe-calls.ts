import type { ConnectError, Interceptor, StreamRequest, UnaryRequest } from "@connectrpc/connect";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { Fault } from "../errors/fault.ts";
import { rpcBuckets } from "../telemetry/buckets.ts";
import { counter, histogram } from "../telemetry/metrics.ts";
import { abortFault } from "./abort-fault.ts";
import { callFactsKey } from "./call-facts.ts";
import { connectErrorToFault } from "./connect-to-fault.ts";
import { faultToConnectError } from "./fault-to-connect.ts";

/**
 * The outermost interceptor of the server: turns everything that is thrown into one Connect error by the error table,
 * logs what is our fault with its cause, and measures. What is not a fault becomes an opaque `internal`.
 */
export function observeCalls(log: Logger, metrics: Registry): Interceptor {
  const seconds = histogram(metrics, {
    name: "waypost_rpc_server_seconds",
    help: "How long unary RPC calls took, by method and error code (ok when there was none).",
    labels: ["method", "code"],
    buckets: rpcBuckets,
  });
  const streams = counter(metrics, {
    name: "waypost_rpc_server_streams_total",
    help: "RPC streams that ended, by method and error code.",
    labels: ["method", "code"],
  });
  return (next) => async (request) => {
    const begin = performance.now();
    const method = `${request.service.typeName}/${request.method.name}`;
    const ended = (code: string) => {
      if (request.stream) streams.inc({ method, code });
      else seconds.observe({ method, code }, (performance.now() - begin) / 1000);
    };
    const fail = (error: unknown) => {
      const fault = faultOf(error, request.signal);
      const requestId = request.contextValues.get(callFactsKey)?.requestId ?? "";
      report(log, fault, error, request, method);
      ended(fault.code);
      return faultToConnectError(fault, requestId);
    };
    try {
      const response = await next(request);
      if (response.stream) return { ...response, message: watched(response.message, ended, fail) };
      ended("ok");
      return response;
    } catch (error) {
      throw fail(error);
    }
  };
}

async function* watched<T>(
  items: AsyncIterable<T>,
  ended: (code: string) => void,
  fail: (error: unknown) => ConnectError,
): AsyncGenerator<T> {
  let open = true;
  try {
    yield* items;
    open = false;
    ended("ok");
  } catch (error) {
    open = false;
    throw fail(error);
  } finally {
    // The reader left in the middle.
    if (open) ended("cancelled");
  }
}

function faultOf(error: unknown, signal: AbortSignal): Fault {
  if (error instanceof Fault) return error;
  if (signal.aborted) return abortFault(signal);
  return connectErrorToFault(error);
}

function report(
  log: Logger,
  fault: Fault,
  thrown: unknown,
  request: UnaryRequest | StreamRequest,
  rpc: string,
): void {
  const facts = request.contextValues.get(callFactsKey);
  const about = {
    requestId: facts?.requestId,
    traceId: facts?.traceId,
    caller: facts?.claims?.caller,
    rpc,
    slug: fault.slug,
  };
  if (fault.code === "internal") log.error({ ...about, err: fault.cause ?? thrown }, "A call failed");
  else if (fault.code === "unavailable" || fault.code === "deadline_exceeded") {
    log.warn({ ...about, err: fault.cause }, "A call could not be answered");
  } else log.debug(about, "A call was refused");
}
