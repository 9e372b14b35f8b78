import { Fault } from "../errors/fault.ts";
import { connectErrorToFault } from "./connect-to-fault.ts";
import type { PeerCall } from "./peer-call.ts";
import { callerRefused } from "./service-tokens.ts";

/**
 * What a failed call to a peer is to the service that made it. A peer that refuses the service itself is a mistake of
 * the installation, so it becomes `internal`: a visitor must not read it as being about his own key. A call that was
 * given up becomes `deadline_exceeded` or `cancelled`, by what made it give up.
 */
export function peerFault(error: unknown, call: PeerCall): Fault {
  const fault = connectErrorToFault(error);
  if (fault.slug === callerRefused || fault.slug === "caller-not-allowed") {
    return new Fault("internal", "internal", { cause: error });
  }
  if (!call.signal.aborted) return fault;
  const code = Date.now() >= call.deadline ? "deadline_exceeded" : "cancelled";
  return new Fault(code, code.replaceAll("_", "-"), { cause: error });
}
