import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { CountsEvent } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import type { LinkEvent } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import { uuidText } from "@waypost/kit/bytes/uuid-bytes.ts";
import type { Tx } from "@waypost/kit/db/database.ts";
import { linkOfEvent } from "./link-events.ts";
import { lockLinkList, markProjected, raiseCounts, setCountsAsOf, showLinks } from "./link-list.ts";

/** An event of a link, with its number in the outbox. */
export interface SequencedLinkEvent {
  readonly event: LinkEvent;
  readonly eventId: string;
  readonly seq: number;
}

/** Brings changes of links into the list. */
export async function applyLinkEvents(
  tx: Tx<LinksTables>,
  events: readonly SequencedLinkEvent[],
): Promise<void> {
  await lockLinkList(tx);
  await showLinks(
    tx,
    events.flatMap(({ event }) => linkOfEvent(event) ?? []),
  );
  await markProjected(tx, events);
}

/** Brings counts into the list. */
export async function applyCounts(tx: Tx<LinksTables>, events: readonly CountsEvent[]): Promise<void> {
  await lockLinkList(tx);
  let asOfMs = 0;
  const counts = [];
  for (const { kind } of events) {
    if (kind.case !== "linkCountsRose") continue;
    asOfMs = Math.max(asOfMs, Number(kind.value.asOfMs));
    for (const { linkId, human, bot, unique } of kind.value.links)
      counts.push({
        linkId: uuidText(linkId),
        human: Number(human),
        bot: Number(bot),
        uniq: Number(unique),
      });
  }
  await raiseCounts(tx, counts);
  if (asOfMs > 0) await setCountsAsOf(tx, new Date(asOfMs));
}
