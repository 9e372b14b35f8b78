import { formatTraceparent } from "../telemetry/trace-context.ts";
import type { PeerCall, PeerOptions } from "./peer-call.ts";
import { authorizationHeader, requestIdHeader, traceparentHeader } from "./rpc-headers.ts";

/** What travels with every call to a peer: who calls for whom, the request id and the trace. */
export async function peerHeaders(options: PeerOptions, call: PeerCall): Promise<Record<string, string>> {
  const token = await options.tokens.issue(options.callee, {
    caller: options.caller,
    workspaceId: call.workspaceId,
    onBehalfOf: onBehalfOf(call.actor),
  });
  return {
    [authorizationHeader]: `Bearer ${token}`,
    [requestIdHeader]: call.requestId,
    [traceparentHeader]: formatTraceparent(call.traceId),
  };
}

function onBehalfOf(actor: PeerCall["actor"]): string | null {
  if (actor.kind === "key") return actor.keyId;
  return actor.kind === "service" ? actor.onBehalfOf : null;
}
