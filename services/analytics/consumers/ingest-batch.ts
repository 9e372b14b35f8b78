import type { CallScope } from "@waypost/kit/db/connection.ts";
import { withClient, withTransaction } from "@waypost/kit/db/database.ts";
import type { PoolClient } from "pg";
import { visitorKey } from "../domain/address-seal.ts";
import type { Click } from "../domain/click.ts";
import { type ClickRecord, UnreadableClick } from "../domain/click-record.ts";
import { clickTime, dayOf } from "../domain/click-time.ts";
import { decodeClick } from "../domain/decode-click.ts";
import { rollUp } from "../domain/rollup-cells.ts";
import { BinaryRows } from "../store/binary-rows.ts";
import {
  clicksTarget,
  encodeCells,
  type FlagPlaces,
  freshCellsTarget,
  lateClicksTarget,
  writeClick,
} from "../store/click-rows.ts";
import { contentKey, noteContentIds } from "../store/content-ids.ts";
import { copyIn } from "../store/copy-in.ts";
import { ensureDay } from "../store/days.ts";
import { type DeadLetter, insertDeadLetters } from "../store/dead-letters.ts";
import { type LockedLane, lockLanes, makeLanes, saveLanes } from "../store/lane-positions.ts";
import { noteVisitors } from "../store/seen-visitors.ts";
import type { IngestContext } from "./ingest-context.ts";

/** A record of the bus, as far as the ledger is concerned. */
export interface IngestRecord {
  readonly lane: string;
  readonly seq: number;
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
}

/** Why a record goes to the dead letters without being looked at again. */
export interface Condemned {
  readonly reason: string;
  readonly detail: string;
  readonly attempts: number;
}

interface Decoded {
  readonly record: IngestRecord;
  readonly click: ClickRecord | null;
  readonly condemned: Condemned | null;
}

interface Placed extends FlagPlaces {
  readonly click: Click;
  readonly rows: BinaryRows;
}

/**
 * Stores a batch in one transaction: rows, dead letters, visitors, position, ledger and roll-ups, or nothing of it.
 * What the locked lanes have already is counted as redelivered and otherwise ignored, so a batch may come again as
 * often as it likes. `condemned` sends all of it to the dead letters.
 */
export async function ingestBatch(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
  condemned: Condemned | null = null,
): Promise<void> {
  const decoded = batch.map((record) => decode(record, condemned));
  const lanes = [...new Set(batch.map(({ lane }) => lane))];
  const db = ctx.database.within(scope);
  const unknown = lanes.filter((lane) => !ctx.knownLanes.has(lane));
  if (unknown.length > 0) await makeLanes(db, unknown);
  for (const lane of unknown) ctx.knownLanes.add(lane);
  await ctx.dayKeys.load(db, new Set(decoded.flatMap(({ click }) => (click === null ? [] : [click.keyDay]))));
  const now = ctx.now();
  const oldestDay = dayOf(now) - ctx.retentionDays;
  await ensureDays(ctx, scope, decoded, now, oldestDay);
  const noted = await withTransaction(ctx.database, scope, (tx) =>
    withClient(tx, async (client) => {
      await client.query("set local synchronous_commit = off");
      return await store(client, ctx, decoded, lanes, now, oldestDay);
    }),
  );
  for (const [day, keys] of noted) for (const key of keys) ctx.knownVisitors.add(day, key);
}

function decode(record: IngestRecord, condemned: Condemned | null): Decoded {
  if (condemned !== null) return { record, click: null, condemned };
  const { buffer, byteOffset, byteLength } = record.payload;
  try {
    return { record, click: decodeClick(Buffer.from(buffer, byteOffset, byteLength)), condemned: null };
  } catch (error) {
    if (!(error instanceof UnreadableClick)) throw error;
    return { record, click: null, condemned: { reason: error.reason, detail: error.message, attempts: 1 } };
  }
}

async function ensureDays(
  ctx: IngestContext,
  scope: CallScope,
  decoded: readonly Decoded[],
  now: number,
  oldestDay: number,
): Promise<void> {
  const days = new Set([dayOf(now)]);
  for (const { click } of decoded)
    if (click !== null) days.add(dayOf(clickTime(click.clickedAtMs, now, null).at));
  for (const day of days) {
    if (day < oldestDay || ctx.knownDays.has(day)) continue;
    await ensureDay(ctx.database.within(scope), day);
    ctx.knownDays.add(day);
  }
}

/** Answers the visitors that are in the table now, by day. */
async function store(
  client: PoolClient,
  ctx: IngestContext,
  decoded: readonly Decoded[],
  names: readonly string[],
  now: number,
  oldestDay: number,
): Promise<Map<number, number[]>> {
  const lanes = await lockLanes(client, names);
  const letters: DeadLetter[] = [];
  const clicks: Click[] = [];
  for (const { record, click, condemned } of decoded) {
    const lane = lanes.get(record.lane);
    if (lane === undefined) throw new Error(`The row of lane ${record.lane} is gone.`);
    if (lane.seen.has(record.seq)) {
      lane.added.redelivered++;
      continue;
    }
    const last = record.seq > lane.seen.highest;
    lane.seen.add(record.seq);
    lane.lost.remove(record.seq);
    if (click === null) {
      lane.added.deadLettered++;
      if (condemned !== null) letters.push(deadLetter(lane, record, condemned));
      continue;
    }
    // A record that fills a hole was written before others that are stored: their times say nothing about its own.
    const time = clickTime(click.clickedAtMs, now, last ? lane.lastClickedAt : null);
    if (last) lane.lastClickedAt = time.at;
    clicks.push(toClick(ctx, lane.id, record.seq, click, time.at, time.clamped));
  }
  const kept = await withoutDuplicates(client, clicks);
  const idToLane = new Map(Array.from(lanes.values(), (lane) => [lane.id, lane]));
  const stored = new Set(kept);
  for (const click of clicks) {
    const lane = idToLane.get(click.laneId);
    if (lane === undefined) continue;
    if (stored.has(click)) lane.added.stored++;
    else lane.added.duplicate++;
  }
  const candidates = candidateVisitors(ctx, kept, oldestDay);
  // The answer takes as long as writing the rows, so both are done at once; the flags are put in afterwards.
  const asked = askVisitors(client, candidates);
  const rows = new BinaryRows(64 + kept.length * 320);
  const lateRows = new BinaryRows();
  const placed: Placed[] = [];
  try {
    for (const click of kept) {
      const target = dayOf(click.clickedAt) < oldestDay ? lateRows : rows;
      placed.push({ click, rows: target, ...writeClick(target, click) });
    }
  } finally {
    flag(placed, await asked);
  }
  await copyIn(client, clicksTarget, rows);
  await copyIn(client, lateClicksTarget, lateRows);
  await insertDeadLetters(client, letters);
  await saveLanes(client, lanes.values());
  await copyIn(client, freshCellsTarget, encodeCells(rollUp(kept)));
  return candidates;
}

function deadLetter(lane: LockedLane, record: IngestRecord, condemned: Condemned): DeadLetter {
  return {
    laneId: lane.id,
    seq: record.seq,
    reason: condemned.reason,
    detail: condemned.detail,
    attempts: condemned.attempts,
    origin: { topic: "clicks", at: new Date(record.at).toISOString(), headers: record.headers },
    payload: Buffer.from(record.payload),
  };
}

/** The click as it will be stored, flags excepted. */
export function toClick(
  ctx: Pick<IngestContext, "enricher">,
  laneId: number,
  seq: number,
  record: ClickRecord,
  clickedAt: number,
  clamped: boolean,
): Click {
  const facts = ctx.enricher.enrich(record);
  const { linkId, workspaceId, method } = record;
  const visitor =
    facts.visitor === null || facts.botReason !== null
      ? null
      : { onLink: visitorKey(facts.visitor.hash, linkId), inWorkspace: facts.visitor.inWorkspace };
  return {
    laneId,
    seq,
    clickedAt,
    clamped,
    linkId,
    workspaceId,
    method,
    facts,
    visitor,
    firstOnLink: false,
    firstInWorkspace: false,
  };
}

async function withoutDuplicates(client: PoolClient, clicks: readonly Click[]): Promise<readonly Click[]> {
  const firsts = new Map<string, Click>();
  for (const click of clicks) {
    if (click.facts.contentId === "") continue;
    const key = contentKey({ linkId: click.linkId, contentId: click.facts.contentId });
    if (!firsts.has(key)) firsts.set(key, click);
  }
  if (firsts.size === 0) return clicks;
  const ids = Array.from(firsts.values(), ({ linkId, facts }) => ({ linkId, contentId: facts.contentId }));
  const fresh = await noteContentIds(client, ids);
  return clicks.filter((click) => {
    if (click.facts.contentId === "") return true;
    const key = contentKey({ linkId: click.linkId, contentId: click.facts.contentId });
    return fresh.has(key) && firsts.get(key) === click;
  });
}

/** By day, each key once, those that are known to be in the table left out. Days whose visitors are gone have none. */
function candidateVisitors(
  ctx: IngestContext,
  clicks: readonly Click[],
  oldestDay: number,
): Map<number, number[]> {
  const days = new Map<number, Set<number>>();
  for (const { visitor, clickedAt } of clicks) {
    if (visitor === null) continue;
    const day = dayOf(clickedAt);
    if (day < oldestDay) continue;
    const keys = days.get(day) ?? new Set<number>();
    days.set(day, keys);
    if (!ctx.knownVisitors.has(day, visitor.onLink)) keys.add(visitor.onLink);
    if (!ctx.knownVisitors.has(day, visitor.inWorkspace)) keys.add(visitor.inWorkspace);
  }
  return new Map(
    Array.from(days, ([day, keys]): [number, number[]] => [day, [...keys]]).sort(([a], [b]) => a - b),
  );
}

async function askVisitors(
  client: PoolClient,
  candidates: ReadonlyMap<number, readonly number[]>,
): Promise<Map<number, Set<number>>> {
  const fresh = new Map<number, Set<number>>();
  for (const [day, keys] of candidates)
    if (keys.length > 0) fresh.set(day, await noteVisitors(client, day, keys));
  return fresh;
}

/** Marks the first click of each new visitor, in the click and in its row. */
function flag(placed: readonly Placed[], fresh: ReadonlyMap<number, Set<number>>): void {
  for (const { click, rows, onLink, inWorkspace } of placed) {
    if (click.visitor === null) continue;
    const keys = fresh.get(dayOf(click.clickedAt));
    if (keys === undefined) continue;
    if (keys.delete(click.visitor.onLink)) {
      click.firstOnLink = true;
      rows.patchBool(onLink, true);
    }
    if (keys.delete(click.visitor.inWorkspace)) {
      click.firstInWorkspace = true;
      rows.patchBool(inWorkspace, true);
    }
  }
}
