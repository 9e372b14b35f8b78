import { randomUUID } from "node:crypto";
import type { HandlerContext } from "@connectrpc/connect";
import type { Logger } from "pino";
import { Fault } from "../errors/fault.ts";
import { newTraceId, parseTraceparent } from "../telemetry/trace-context.ts";
import { callFactsKey } from "./call-facts.ts";
import { faultToConnectError } from "./fault-to-connect.ts";
import { authorizationHeader, requestIdHeader, traceparentHeader } from "./rpc-headers.ts";
import type { RpcBinding } from "./rpc-service.ts";
import type { CallerClaims, ServiceTokens } from "./service-tokens.ts";

export interface ServerGateOptions {
  readonly bindings: readonly RpcBinding[];
  readonly tokens: ServiceTokens;
  readonly log: Logger;
}

/**
 * Decides who may call, before a byte of the body is read: every method of a bound service needs the token of a
 * service that is allowed to call it. Services without a binding (health) are open. Leaves the facts of the call
 * (request id, trace, caller) in the context, also when it refuses.
 */
export function createServerGate(options: ServerGateOptions): (context: HandlerContext) => Promise<void> {
  const byService = new Map(options.bindings.map((binding) => [binding.service.typeName, binding]));
  return async (context) => {
    const { requestHeader, values, method } = context;
    const facts = {
      requestId: readRequestId(requestHeader.get(requestIdHeader)),
      traceId: parseTraceparent(requestHeader.get(traceparentHeader))?.traceId ?? newTraceId(),
    };
    values.set(callFactsKey, { ...facts, claims: undefined });
    context.responseHeader.set(requestIdHeader, facts.requestId);
    const binding = byService.get(context.service.typeName);
    if (binding === undefined) return;
    try {
      const claims = await options.tokens.verify(binding.name, readBearer(requestHeader));
      allowCaller(binding, method.localName, claims);
      values.set(callFactsKey, { ...facts, claims });
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault("internal", "internal", { cause: error });
      options.log.warn(
        { ...facts, rpc: `${context.service.typeName}/${method.name}`, slug: fault.slug, err: fault.cause },
        "A service was refused",
      );
      throw faultToConnectError(fault, facts.requestId);
    }
  };
}

function allowCaller(binding: RpcBinding, method: string, claims: CallerClaims): void {
  const allowed = binding.callers?.[method];
  if (allowed === undefined || allowed.includes(claims.caller)) return;
  throw new Fault("forbidden", "caller-not-allowed");
}

/** A caller's id is kept if it is short and printable; logs and headers stay safe. */
function readRequestId(header: string | null): string {
  return header !== null && /^[\x21-\x7e]{1,128}$/.test(header) ? header : randomUUID();
}

function readBearer(header: Headers): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/.exec(header.get(authorizationHeader) ?? "")?.[1];
}
