import { Code, ConnectError } from "@connectrpc/connect";
import { Fault } from "../errors/fault.ts";

/** The fault of work that ended because its signal fired: time-out, shutdown or a caller that went away. */
export function abortFault(signal: AbortSignal): Fault {
  const reason: unknown = signal.reason;
  if (reason instanceof Fault) return reason;
  if (reason instanceof Error && reason.name === "TimeoutError") return fault("deadline_exceeded", reason);
  if (reason instanceof ConnectError) {
    if (reason.code === Code.DeadlineExceeded) return fault("deadline_exceeded", reason);
    if (reason.code === Code.Unavailable) return fault("unavailable", reason);
  }
  return fault("cancelled", reason);
}

/** Settles as `work` does, or rejects with the {@link abortFault} as soon as the signal fires. */
export async function untilAborted<T>(signal: AbortSignal, work: () => PromiseLike<T>): Promise<T> {
  if (signal.aborted) throw abortFault(signal);
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(abortFault(signal));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([promise, work()]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function fault(code: "deadline_exceeded" | "unavailable" | "cancelled", cause: unknown): Fault {
  return new Fault(code, code.replaceAll("_", "-"), { cause });
}
