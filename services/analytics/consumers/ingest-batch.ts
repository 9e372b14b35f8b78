import { spansOf } from "@waypost/kit/bus/partition-spans.ts";
import type { CallScope } from "@waypost/kit/db/connection.ts";
import { inTransaction, withClient } from "@waypost/kit/db/database.ts";
import { isUniqueViolation } from "@waypost/kit/db/errors.ts";
import type { Click } from "../domain/click.ts";
import { clickTime } from "../domain/click-time.ts";
import type { DeadLetter } from "../store/dead-letters.ts";
import {
  type LaneCounts,
  type LockedLane,
  lockLanes,
  makeLanes,
  saveLanes,
} from "../store/lane-positions.ts";
import { moveOffsets } from "../store/partition-offsets.ts";
import { ClickWriter } from "./click-writer.ts";
import type { IngestContext } from "./ingest-context.ts";
import {
  type IngestRecord,
  type PreparedBatch,
  prepareParts,
  type Rejection,
  toClick,
} from "./prepare-batch.ts";

/** Stores a batch, whose parts may have been prepared `ahead`; see {@link storeParts}. */
export async function ingestBatch(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
  ahead?: readonly PreparedBatch[],
): Promise<void> {
  await storeParts(ctx, scope, batch, () => ahead ?? prepareParts(ctx, scope, batch));
}

/** Makes the parts of a batch; asked again when the batch has to be stored anew. */
export type Parts = () => Iterable<PreparedBatch> | AsyncIterable<PreparedBatch>;

/**
 * Stores the parts of a batch in one transaction: rows, dead letters, visitors, position, offsets, ledger and roll-ups,
 * or nothing of it. What the locked lanes have already is counted as redelivered and otherwise ignored,
 * so a batch may come again as often as it likes.
 *
 * The transaction doesn't wait for the disk: when a power loss takes it back, it takes the position with it, and the
 * log has the records for days.
 */
export async function storeParts(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
  parts: Parts,
): Promise<void> {
  const names = [...new Set(batch.map(({ lane }) => lane))];
  const unknown = names.filter((lane) => !ctx.knownLanes.has(lane));
  if (unknown.length > 0) await makeLanes(ctx.database.within(scope), unknown);
  for (const lane of unknown) ctx.knownLanes.add(lane);
  if (await storeAtOnce(ctx, scope, batch, names, parts(), true)) return;
  // A visitor guessed to be new is not: store the batch again, asking the table about each visitor.
  ctx.knownVisitors.learn(true);
  await storeAtOnce(ctx, scope, batch, names, parts(), false);
}

/** False, and nothing stored, when the table of visitors contradicts what was guessed of them. */
async function storeAtOnce(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
  names: readonly string[],
  parts: ReturnType<Parts>,
  mayGuess: boolean,
): Promise<boolean> {
  let guessed = false;
  try {
    const writer = await inTransaction(ctx.database, scope, (tx) =>
      withClient(tx, async (client) => {
        await client.query("set local synchronous_commit = off");
        const lanes = await lockLanes(client, names);
        await moveOffsets(client, spansOf(batch));
        const clicks = new ClickWriter(client, ctx.knownVisitors, mayGuess);
        try {
          for await (const part of parts) await store(clicks, lanes, part);
          await clicks.finish();
        } finally {
          guessed = clicks.guessed;
          await clicks.closed();
        }
        await saveLanes(client, lanes.values());
        return clicks;
      }),
    );
    writer.committed();
    return true;
  } catch (error) {
    if (guessed && isUniqueViolation(error)) return false;
    throw error;
  }
}

async function store(
  writer: ClickWriter,
  lanes: ReadonlyMap<string, LockedLane>,
  part: PreparedBatch,
): Promise<void> {
  const { clicks, deadLetters } = takeIn(lanes, part);
  const { stored, duplicates } = await writer.write(clicks, part.oldestDay);
  const byId = new Map(Array.from(lanes.values(), (lane) => [lane.id, lane.added]));
  countEach(byId, stored, "stored");
  countEach(byId, duplicates, "duplicate");
  await writer.writeDeadLetters(deadLetters);
}

/** Moves the lanes over the records, and answers the clicks and dead letters of those that are new to them. */
function takeIn(
  lanes: ReadonlyMap<string, LockedLane>,
  { records, now }: PreparedBatch,
): { readonly clicks: readonly Click[]; readonly deadLetters: readonly DeadLetter[] } {
  const deadLetters: DeadLetter[] = [];
  const clicks: Click[] = [];
  for (const prepared of records) {
    const { record } = prepared;
    const lane = lanes.get(record.lane);
    if (lane === undefined) throw new Error(`The row of lane ${record.lane} is gone.`);
    if (lane.seen.has(record.seq)) {
      lane.added.redelivered++;
      continue;
    }
    const last = record.seq > lane.seen.highest;
    lane.seen.add(record.seq);
    lane.lost.remove(record.seq);
    if (prepared.click === null) {
      lane.added.deadLettered++;
      deadLetters.push(deadLetter(lane, record, prepared.rejection));
      continue;
    }
    // A record that fills a hole was written before others that are stored: their times say nothing about its own.
    const time = clickTime(prepared.click.clickedAtMs, now, last ? lane.lastClickedAt : null);
    if (last) lane.lastClickedAt = time.at;
    clicks.push(toClick(lane.id, record.seq, prepared.click, prepared.facts, time));
  }
  return { clicks, deadLetters };
}

function countEach(
  byId: ReadonlyMap<number, LaneCounts>,
  clicks: readonly Click[],
  what: "stored" | "duplicate",
): void {
  for (const { laneId } of clicks) {
    const counts = byId.get(laneId);
    if (counts === undefined) throw new RangeError(`a click of lane ${laneId}, which is not in the batch`);
    counts[what]++;
  }
}

function deadLetter(lane: LockedLane, record: IngestRecord, rejection: Rejection): DeadLetter {
  return {
    laneId: lane.id,
    seq: record.seq,
    reason: rejection.reason,
    detail: rejection.detail,
    attempts: rejection.attempts,
    origin: {
      topic: "clicks",
      at: new Date(record.at).toISOString(),
      headers: record.headers,
      ...(record.place === undefined ? {} : { place: record.place }),
    },
    payload: Buffer.from(record.payload),
  };
}
