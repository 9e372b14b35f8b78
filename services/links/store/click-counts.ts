import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { AnalyticsService, ClickCounts } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import { Batcher } from "@waypost/kit/db/batcher.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import type { PeerCall } from "@waypost/kit/rpc/peer-call.ts";
import { clicksUnavailable, type ShownClicks } from "../domain/show-link.ts";

/** How long a link's counts may be waited for; a link is shown without them rather than late. */
const patienceMs = 250;
/** As many links as the contract lets ask for at once. */
const maxLinks = 200;

type Analytics = Peer<typeof AnalyticsService>;
/** Clicks by the id of their link. */
type ClicksOf = (linkId: string) => ShownClicks;
/** A link that is asked about, and for whom. */
interface Asked {
  readonly linkId: string;
  readonly call: PeerCall;
}

/** The counts of a link, or that they can't be had now. */
export type ReadClicks = (call: Call, linkId: string) => Promise<ShownClicks>;

/**
 * Asks about the links of concurrent calls together, since a call to another process costs far more than a link of it.
 * Only calls for the same key share one, so that it truly names its caller, and one caller's mistake fails no other's.
 */
export function clickReader(analytics: Analytics): ReadClicks {
  const groups = new Map<string, { readonly batcher: Batcher<Asked, ShownClicks>; open: number }>();
  const join = (name: string) => {
    const known = groups.get(name);
    if (known !== undefined) return known;
    const run = async (asked: readonly Asked[], { signal }: { readonly signal: AbortSignal }) => {
      const clicksOf = await ask(analytics, joint(asked, signal), new Set(asked.map(({ linkId }) => linkId)));
      return asked.map(({ linkId }) => clicksOf(linkId));
    };
    const made = { batcher: new Batcher({ run, maxItems: maxLinks, maxRunning: 2 }), open: 0 };
    groups.set(name, made);
    return made;
  };
  return async (call, linkId) => {
    const name = `${call.workspaceId} ${call.actor.kind === "key" ? call.actor.keyId : ""}`;
    const group = join(name);
    group.open++;
    try {
      const clicks = await patiently(call, (short) =>
        group.batcher.add({ linkId, call: short }, { signal: short.signal }),
      );
      return clicks ?? clicksUnavailable;
    } finally {
      if (--group.open === 0) groups.delete(name);
    }
  };
}

/** The call that asks for all: as long as one of them has time. Its request id and trace are those of the first. */
function joint(asked: readonly Asked[], signal: AbortSignal): PeerCall {
  const [first] = asked;
  if (first === undefined) throw new TypeError("Nobody asks.");
  return { ...first.call, deadline: Math.max(...asked.map(({ call }) => call.deadline)), signal };
}

/** The counts of the links of a page, in one call. */
export async function readClicksOf(
  analytics: Analytics,
  call: Call,
  linkIds: readonly string[],
): Promise<ClicksOf> {
  if (linkIds.length === 0) return () => clicksUnavailable;
  const clicksOf = await patiently(call, (short) => ask(analytics, short, linkIds));
  return clicksOf ?? (() => clicksUnavailable);
}

async function ask(analytics: Analytics, call: PeerCall, linkIds: Iterable<string>): Promise<ClicksOf> {
  const answer = await analytics.getClickCounts(call, { linkIds: [...linkIds] });
  const counts = new Map(answer.links.map((link) => [link.linkId, link.counts]));
  return (linkId) => shown(counts.get(linkId), answer.asOf);
}

/** Null when analytics is away, slow or refuses; the reason is logged. Throws when the whole call was given up. */
async function patiently<T>(call: Call, work: (call: PeerCall) => Promise<T>): Promise<T | null> {
  call.signal.throwIfAborted();
  // Not AbortSignal.any and .timeout: those are left to the garbage collector, and these are many.
  const patience = new AbortController();
  const leave = () => patience.abort(call.signal.reason);
  call.signal.addEventListener("abort", leave, { once: true });
  const timer = setTimeout(
    () => patience.abort(new Fault("deadline_exceeded", "deadline-exceeded")),
    patienceMs,
  );
  const deadline = Math.min(call.deadline, Date.now() + patienceMs);
  const { requestId, traceId, actor, workspaceId } = call;
  try {
    return await work({ requestId, traceId, actor, workspaceId, deadline, signal: patience.signal });
  } catch (error) {
    call.signal.throwIfAborted();
    call.log.warn({ err: error }, "Click counts could not be read; the answer goes without them");
    return null;
  } finally {
    clearTimeout(timer);
    call.signal.removeEventListener("abort", leave);
  }
}

function shown(
  counts: ClickCounts | undefined,
  asOf: Parameters<typeof timestampDate>[0] | undefined,
): ShownClicks {
  if (asOf === undefined) return clicksUnavailable;
  return {
    status: "ok",
    total: Number(counts?.total ?? 0n),
    human: Number(counts?.human ?? 0n),
    bot: Number(counts?.bot ?? 0n),
    unique: Number(counts?.unique ?? 0n),
    asOf: timestampDate(asOf).toISOString(),
  };
}
