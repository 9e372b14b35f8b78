import { Code, ConnectError } from "@connectrpc/connect";

/** How a call to an address ended without a message. */
export interface Failure {
  /** `answered`: the other side told it. `broken`: the way there broke. `left`: the caller's time or patience ended. */
  readonly kind: "answered" | "broken" | "left";
  /** What the caller is told. */
  readonly error: unknown;
}

/**
 * Tells apart who ended a call. Node's words for a connection that broke (reset, closed, cancelled) are codes that
 * mean something else when a service says them, so they become `unavailable`, for what may be called again. What may
 * not gets `deadline_exceeded`: as after a time-out, nobody knows whether it was done.
 */
export function readFailure(error: unknown, callerLeft: boolean, repeatable: boolean): Failure {
  if (!(error instanceof ConnectError) || callerLeft || error.code === Code.DeadlineExceeded)
    return { kind: "left", error };
  if (error.details.length > 0) return { kind: "answered", error };
  if (error.code === Code.Unavailable) return { kind: "broken", error };
  if (error.code !== Code.Aborted && error.code !== Code.Canceled) return { kind: "answered", error };
  const code = repeatable ? Code.Unavailable : Code.DeadlineExceeded;
  const message = `The connection to the peer broke: ${error.rawMessage}`;
  return { kind: "broken", error: new ConnectError(message, code, undefined, undefined, error) };
}
