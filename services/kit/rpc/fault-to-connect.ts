import { fromJson } from "@bufbuild/protobuf";
import { StructSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { codeFromString } from "@connectrpc/connect/protocol-connect";
import { type ErrorCode, errorCodes } from "../errors/codes.ts";
import type { Fault } from "../errors/fault.ts";
import { encodeFaultDetail } from "./fault-detail.ts";
import { requestIdHeader } from "./rpc-headers.ts";

/** The Connect code of a row of the error table. */
export function connectCodeOf(code: ErrorCode): Code {
  return codeFromString(errorCodes[code].connect) ?? Code.Unknown;
}

/**
 * Tells a fault over RPC: code and message by the error table; slug, field pointers and the wait in the details; the
 * request id in the details and in the `x-request-id` of the answer. The private cause is not sent.
 */
export function faultToConnectError(fault: Fault, requestId = ""): ConnectError {
  return new ConnectError(
    fault.detail === "" ? errorCodes[fault.code].title : fault.detail,
    connectCodeOf(fault.code),
    requestId === "" ? undefined : { [requestIdHeader]: requestId },
    [{ desc: StructSchema, value: fromJson(StructSchema, encodeFaultDetail(fault, requestId)) }],
    fault.cause,
  );
}
