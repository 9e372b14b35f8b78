import { toJson } from "@bufbuild/protobuf";
import { StructSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import type { ErrorCode } from "../errors/codes.ts";
import { Fault, type FaultOptions } from "../errors/fault.ts";
import { decodeFaultDetail } from "./fault-detail.ts";
import { violatedFields } from "./violated-fields.ts";

/**
 * Which fault an error without our detail is: one that the RPC runtime itself raised, or a proxy on the way. Codes
 * that no row of the error table stands for become `internal`.
 */
const plainCodes: Record<Code, ErrorCode> = {
  [Code.Canceled]: "cancelled",
  [Code.Unknown]: "internal",
  [Code.InvalidArgument]: "contract_violation",
  [Code.DeadlineExceeded]: "deadline_exceeded",
  [Code.NotFound]: "not_found",
  [Code.AlreadyExists]: "conflict",
  [Code.PermissionDenied]: "forbidden",
  // The runtime raises it for messages that are too large; rate limits carry our detail.
  [Code.ResourceExhausted]: "payload_too_large",
  [Code.FailedPrecondition]: "rule_violation",
  [Code.Aborted]: "conflict",
  [Code.OutOfRange]: "contract_violation",
  [Code.Unimplemented]: "not_implemented",
  [Code.Internal]: "internal",
  [Code.Unavailable]: "unavailable",
  [Code.DataLoss]: "internal",
  [Code.Unauthenticated]: "unauthenticated",
};

/**
 * Turns what a call threw into the fault that the other side meant, with its slug, field pointers and wait; the
 * original error becomes the private cause. Anything but a Connect error is `internal`.
 */
export function connectErrorToFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (!(error instanceof ConnectError)) return new Fault("internal", "internal", { cause: error });
  for (const struct of error.findDetails(StructSchema)) {
    const told = decodeFaultDetail(toJson(StructSchema, struct));
    if (told !== undefined) return new Fault(told.code, told.slug, { ...optionsOf(told), cause: error });
  }
  const code = plainCodes[error.code];
  const fields = violatedFields(error);
  return new Fault(code, slugOf(code), { ...(fields.length > 0 ? { fields } : {}), cause: error });
}

/** The slug of a fault that says no more than its code. */
export function slugOf(code: ErrorCode): string {
  return code.replaceAll("_", "-");
}

function optionsOf(told: NonNullable<ReturnType<typeof decodeFaultDetail>>): FaultOptions {
  return {
    detail: told.detail,
    fields: told.fields,
    ...(told.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: told.retryAfterSeconds }),
  };
}
