import type { WatchKeyChanges } from "@waypost/gen/rpc/identity/operations.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { IdentityContext } from "../context.ts";

const nothing = new Uint8Array();

export const watchKeyChanges: WatchKeyChanges<IdentityContext> = async function* (ctx, call) {
  if (!ctx.changesLive()) {
    throw new Fault("unavailable", "unavailable", { retryAfterSeconds: 1 });
  }
  // Watching begins before the first message, so that nothing falls between the two.
  const changes = ctx.changes.watch(call.signal);
  yield { keyHash: nothing };
  for await (const change of changes) yield { keyHash: change ?? nothing };
};
