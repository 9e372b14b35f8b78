import type { DescMethod, Message, MessageInitShape } from "@bufbuild/protobuf";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { Logger } from "pino";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import { untilAborted } from "./abort-fault.ts";
import { isServerStreaming, isUnary } from "./method-kind.ts";
import { type RpcDeadlines, rpcCall } from "./rpc-call.ts";
import type { RpcBinding } from "./rpc-service.ts";

type Output = MessageInitShape<DescMethod["output"]>;
type UnaryLogic = (context: unknown, call: Call, input: Message) => PromiseLike<Output | Fault>;
type StreamLogic = (context: unknown, call: Call, input: Message) => AsyncIterable<Output>;

/**
 * Puts the logic of one service behind its methods: builds the call, runs the logic until its signal fires, and
 * throws what it answers as a fault. Streams end when `stopping` fires; unary calls are left to finish.
 * @throws TypeError when the map lacks a method, which its generated type should have refused
 */
export function bindMethods(
  router: ConnectRouter,
  binding: RpcBinding,
  log: Logger,
  deadlines: RpcDeadlines,
  stopping: AbortSignal,
): void {
  for (const method of binding.service.methods) {
    const logic = logicOf(binding, method);
    const callOf = (handler: HandlerContext) => rpcCall(handler, log, deadlines);
    if (isUnary(method)) {
      router.rpc(method, (input, handler) =>
        answerOnce(logic as UnaryLogic, binding.context, callOf(handler), input),
      );
    } else if (isServerStreaming(method)) {
      router.rpc(method, (input, handler) =>
        answerStream(logic as StreamLogic, binding.context, stoppable(callOf(handler), stopping), input),
      );
    } else {
      throw new TypeError(`${method} streams from the client, which is not supported.`);
    }
  }
}

function stoppable(call: Call, stopping: AbortSignal): Call {
  return { ...call, signal: AbortSignal.any([call.signal, stopping]) };
}

async function answerOnce(logic: UnaryLogic, context: unknown, call: Call, input: Message): Promise<Output> {
  const answer = await untilAborted(call.signal, async () => logic(context, call, input));
  if (answer instanceof Fault) throw answer;
  return answer;
}

async function* answerStream(
  logic: StreamLogic,
  context: unknown,
  call: Call,
  input: Message,
): AsyncGenerator<Output> {
  const items = logic(context, call, input)[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const next = await untilAborted(call.signal, () => items.next());
      if (next.done === true) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // Not awaited: logic that waits without listening to its signal would hold the stream open for ever.
    if (!ended)
      items.return?.().catch((error: unknown) => call.log.debug({ err: error }, "A stream ended badly"));
  }
}

/**
 * The one cast from a map to its functions: `methods` has the generated total type of the service, in which the
 * function under a method's name takes the context, the call and that method's message, and answers its output.
 */
function logicOf(binding: RpcBinding, method: DescMethod): UnaryLogic | StreamLogic {
  const logic = (binding.methods as Record<string, unknown>)[method.localName];
  if (typeof logic !== "function") throw new TypeError(`${binding.name} has no logic for ${method}.`);
  return logic as UnaryLogic | StreamLogic;
}
