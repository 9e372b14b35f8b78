import type { DescMethodServerStreaming, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { PeerCall, PeerOptions } from "./peer-call.ts";
import { peerFault } from "./peer-fault.ts";
import { peerHeaders } from "./peer-headers.ts";

/**
 * Makes the function that opens a stream of a peer. It has no deadline and is never opened again by itself; leaving
 * the loop closes it at the peer too.
 */
export function callStream<M extends DescMethodServerStreaming>(method: M, options: PeerOptions) {
  return async function* (
    call: PeerCall,
    input: MessageInitShape<M["input"]>,
  ): AsyncGenerator<MessageShape<M["output"]>> {
    // Connect's streams don't end at the peer when their reader merely stops reading; the signal does that.
    const left = new AbortController();
    const signal = AbortSignal.any([call.signal, left.signal]);
    try {
      const header = await peerHeaders(options, call);
      const response = await options.transport.stream(method, signal, undefined, header, single(input));
      yield* response.message as AsyncIterable<MessageShape<M["output"]>>;
    } catch (error) {
      throw peerFault(error, call);
    } finally {
      left.abort();
    }
  };
}

async function* single<T>(item: T): AsyncGenerator<T> {
  yield item;
}
