import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { AnalyticsService, ClickCounts } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import { clicksUnavailable, type ShownClicks } from "../domain/show-link.ts";

/** How long a link's counts may be waited for; a link is shown without them rather than late. */
const patienceMs = 250;

type Analytics = Peer<typeof AnalyticsService>;

/** The counts of a link, or that they can't be had now. */
export async function readClicks(analytics: Analytics, call: Call, linkId: string): Promise<ShownClicks> {
  const answer = await bounded(call, (short) => analytics.getClickCount(short, { linkId }));
  return answer === null ? clicksUnavailable : shown(answer.counts, answer.asOf);
}

/** The counts of the links of a page, in one call. */
export async function readClicksOf(
  analytics: Analytics,
  call: Call,
  linkIds: readonly string[],
): Promise<(linkId: string) => ShownClicks> {
  if (linkIds.length === 0) return () => clicksUnavailable;
  const answer = await bounded(call, (short) => analytics.getClickCounts(short, { linkIds: [...linkIds] }));
  if (answer === null) return () => clicksUnavailable;
  const counts = new Map(answer.links.map((link) => [link.linkId, link.counts]));
  return (linkId) => shown(counts.get(linkId), answer.asOf);
}

/** Null when analytics is away, slow or refuses; the reason is logged. Who gave up the whole call is told so. */
async function bounded<T>(call: Call, ask: (call: Call) => Promise<T>): Promise<T | null> {
  const deadline = Math.min(call.deadline, Date.now() + patienceMs);
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(patienceMs)]);
  try {
    return await ask({ ...call, deadline, signal });
  } catch (error) {
    call.signal.throwIfAborted();
    call.log.warn({ err: error }, "Click counts could not be read; the answer goes without them");
    return null;
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
