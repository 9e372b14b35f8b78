import type { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import { uuidBytes } from "@waypost/kit/bytes/uuid-bytes.ts";
import type { EventDraft, Outbox } from "@waypost/kit/outbox/outbox.ts";
import { readAsOf } from "./as-of.ts";
import type { RaisedCounts, RaisedTeller } from "./fold.ts";

/** The topic of counts of links. */
export const countsTopic = "counts";

/** As many as the contract allows in one event. */
const perEvent = 500;
/** Without any click, the time up to which counts are complete is still told this often. */
const quietMs = 30_000;
/** Folds follow each other, and so do their events: they are one aggregate. */
const aggregateId = "00000000-0000-7000-8000-00000000c0de";

/** Where each fold tells what it raised. */
export type CountsOutbox = Outbox<typeof CountsEventSchema>;

/** Emits what each fold raised, in the fold's transaction; null when the outbox is off. */
export function countsTeller(outbox: CountsOutbox, now: () => number): RaisedTeller | null {
  if (!outbox.on) return null;
  let toldAt = 0;
  return {
    outbox,
    readAsOf: (tx) => readAsOf(tx, now()),
    tell(emit, raised, asOf) {
      const at = now();
      if (raised.length === 0 && at < toldAt + quietMs) return;
      toldAt = at;
      for (let from = 0; from < Math.max(1, raised.length); from += perEvent) {
        const last = from + perEvent >= raised.length;
        emit(countsRose(raised.slice(from, from + perEvent), last ? asOf : null));
      }
    },
  };
}

function countsRose(
  raised: readonly RaisedCounts[],
  asOf: Date | null,
): EventDraft<typeof CountsEventSchema> {
  const value = {
    links: raised.map(({ linkId, human, bot, uniq }) => ({
      linkId: uuidBytes(linkId),
      human: BigInt(human),
      bot: BigInt(bot),
      unique: BigInt(uniq),
    })),
    asOfMs: BigInt(asOf?.getTime() ?? 0),
  };
  return { aggregateId, kind: { case: "linkCountsRose", value } };
}
