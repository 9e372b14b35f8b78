import {
  create,
  type DescMessage,
  type DescMethodUnary,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import {
  errorFromJsonBytes,
  trailerDemux,
  validateResponseWithCompression,
} from "@connectrpc/connect/protocol-connect";
import type { Http2SessionManager } from "@connectrpc/connect-node";
import { isRepeatable } from "../method-kind.ts";
import { maxMessageBytes } from "../rpc-limits.ts";
import { brokenStreamError } from "./broken-stream.ts";
import { toHttp2Fields, toWebHeaders } from "./http2-headers.ts";
import type { OpenExchanges } from "./open-exchanges.ts";
import { type UnaryAnswer, UnaryExchange } from "./unary-exchange.ts";

/**
 * Calls unary methods by the Connect protocol over the connection that `sessions` keeps: binary, not compressed,
 * messages of at most {@link maxMessageBytes}. Connect's own client is made to stream, and most of what a short call
 * costs is its iterators, signals and headers; see ../DESIGN.md.
 * @param repeatable where calls are, while they are under way, that may be made again
 */
export function unaryTransport(sessions: Http2SessionManager, repeatable: OpenExchanges): Transport["unary"] {
  return async (method, signal, timeoutMs, header, input) => {
    const limitMs = timeoutMs !== undefined && timeoutMs > 0 ? timeoutMs : undefined;
    const { fields, bytes } = writeRequest(method, limitMs, header, input);
    const exchange = new UnaryExchange({
      signal,
      timeoutMs: limitMs,
      maxBytes: maxMessageBytes,
      open: isRepeatable(method) ? repeatable : undefined,
    });
    sessions.request("POST", `/${method.parent.typeName}/${method.name}`, fields, {}).then(
      (stream) => exchange.send(stream, bytes),
      (error: unknown) => exchange.fail(error),
    );
    const answer = await exchange.answer;
    return {
      stream: false,
      service: method.parent,
      method,
      message: readMessage(method.output, answer),
      // Lazy, as they are rarely read.
      get header() {
        return trailerDemux(toWebHeaders(answer.fields))[0];
      },
      get trailer() {
        return trailerDemux(toWebHeaders(answer.fields))[1];
      },
    };
  };
}

type UnaryArguments = Parameters<Transport["unary"]>;

/** @throws ConnectError `internal` or `resource_exhausted` */
function writeRequest<I extends DescMessage>(
  { input }: DescMethodUnary<I, DescMessage>,
  limitMs: number | undefined,
  header: UnaryArguments[3],
  message: MessageInitShape<I>,
) {
  try {
    const bytes = toBinary(input, create(input, message));
    if (bytes.byteLength > maxMessageBytes) throw tooLarge();
    const fields = toHttp2Fields(header);
    fields["content-type"] = "application/proto";
    fields["content-length"] = String(bytes.byteLength);
    fields["connect-protocol-version"] = "1";
    if (limitMs !== undefined) fields["connect-timeout-ms"] = String(limitMs);
    return { fields, bytes };
  } catch (error) {
    throw ConnectError.from(error, Code.Internal);
  }
}

function readMessage<O extends DescMessage>(output: O, { fields, bytes }: UnaryAnswer): MessageShape<O> {
  if (bytes.byteLength > maxMessageBytes) throw tooLarge();
  const promised = fields["content-length"];
  if (promised !== undefined && Number(promised) !== bytes.byteLength) throw brokenStreamError(0, undefined);
  const status = Number(fields[":status"]);
  const isPlain = status === 200 && fields["content-type"] === "application/proto";
  if (!isPlain || fields["content-encoding"] !== undefined) {
    const header = toWebHeaders(fields);
    // Throws for whatever is not an error that the other side wrote.
    const { unaryError } = validateResponseWithCompression("unary", [], true, status, header);
    if (unaryError !== undefined) throw errorFromJsonBytes(bytes, header, unaryError);
  }
  try {
    return fromBinary(output, bytes);
  } catch (cause) {
    throw new ConnectError("The answer is no such message.", Code.Internal, undefined, undefined, cause);
  }
}

function tooLarge(): ConnectError {
  return new ConnectError(`A message has at most ${maxMessageBytes} bytes.`, Code.ResourceExhausted);
}
