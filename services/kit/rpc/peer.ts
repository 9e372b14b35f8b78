import type {
  DescMethod,
  DescMethodServerStreaming,
  DescMethodUnary,
  DescService,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import { callOnce } from "./call-once.ts";
import { callStream } from "./call-stream.ts";
import { isServerStreaming, isUnary } from "./method-kind.ts";
import type { PeerCall, PeerOptions } from "./peer-call.ts";
import { RetryBudget } from "./retry-budget.ts";

/**
 * A typed client of another service: one function per method, taking the call it belongs to and the message.
 *
 * The call's workspace, key, request id, trace, deadline and abort signal travel along. A unary call ends at 2 s or
 * 25 ms before the call's own deadline, whichever is first; streams run until they are left, the call's signal fires
 * or the peer ends them. What goes wrong is thrown as the {@link Fault} that the peer meant.
 */
export type Peer<S extends DescService> = {
  readonly [Name in keyof S["method"]]: PeerMethod<S["method"][Name]>;
};

/** What a method of a {@link Peer} takes and answers. */
export type PeerMethod<M extends DescMethod> =
  M extends DescMethodUnary<infer I, infer O>
    ? (call: PeerCall, input: MessageInitShape<I>) => Promise<MessageShape<O>>
    : M extends DescMethodServerStreaming<infer I, infer O>
      ? (call: PeerCall, input: MessageInitShape<I>) => AsyncIterable<MessageShape<O>>
      : never;

/** Makes the client of one service of the contracts; see {@link Peer}. Methods that stream from the client are left out. */
export function makePeer<S extends DescService>(service: S, options: PeerOptions): Peer<S> {
  const budget = new RetryBudget();
  const methods: Record<string, unknown> = {};
  for (const method of service.methods) {
    if (isUnary(method)) {
      methods[method.localName] = callOnce(method, options, budget);
    } else if (isServerStreaming(method)) {
      methods[method.localName] = callStream(method, options);
    }
  }
  // The one cast from descriptors to their types: each function was made from the descriptor under its own name.
  return methods as Peer<S>;
}
