import { setImmediate as nextTurn } from "node:timers/promises";
import type { BrokerPlace } from "@waypost/kit/bus/port.ts";
import { UnreadableRecord } from "@waypost/kit/bytes/unreadable-record.ts";
import type { CallScope } from "@waypost/kit/db/connection.ts";
import { visitorKey } from "../domain/address-seal.ts";
import type { Click } from "../domain/click.ts";
import type { ClickRecord } from "../domain/click-record.ts";
import { type ClickTime, clickTime, dayOf } from "../domain/click-time.ts";
import type { Enrichment } from "../domain/enrichment.ts";
import { ensureDay } from "../store/days.ts";
import { readVisitors } from "../store/seen-visitors.ts";
import type { IngestContext } from "./ingest-context.ts";

/** A record of the bus, as far as the ledger is concerned. */
export interface IngestRecord {
  readonly lane: string;
  readonly seq: number;
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
  /** Where a broker has it. */
  readonly place?: BrokerPlace | undefined;
}

/** Why a record goes to the dead letters. */
export interface Rejection {
  readonly reason: string;
  readonly detail: string;
  readonly attempts: number;
}

/** A record that was read, with what is learnt of it, or with why it couldn't be read. */
export type PreparedRecord =
  | { readonly record: IngestRecord; readonly click: ClickRecord; readonly facts: Enrichment }
  | { readonly record: IngestRecord; readonly click: null; readonly rejection: Rejection };

/** What can be prepared of a batch without knowing its lanes. */
export interface PreparedBatch {
  readonly records: readonly PreparedRecord[];
  /** Epoch milliseconds: the present of the whole batch. */
  readonly now: number;
  /** The oldest day whose rows are kept, in days since 1970. */
  readonly oldestDay: number;
}

/** Records after which others get their turn. */
const SLICE = 250;

/** Records of one part. */
const PART = 2_500;

/** Prepares a batch part by part, the first at once and each other while the one before is worked on. */
export function prepareParts(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
): AsyncGenerator<PreparedBatch, void> {
  const begin = (from: number): Promise<PreparedBatch> => {
    const begun = prepareBatch(ctx, scope, batch.slice(from, from + PART));
    // It may fail before it is awaited, or never be awaited because an earlier part failed.
    begun.catch(() => undefined);
    return begun;
  };
  return partsFrom(begin(0), begin, batch.length);
}

/** Prepares all parts of a batch into `parts`, in their order. */
export async function prepareAhead(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
  parts: PreparedBatch[],
): Promise<void> {
  for (let from = 0; from < batch.length; from += PART)
    parts.push(await prepareBatch(ctx, scope, batch.slice(from, from + PART)));
}

async function* partsFrom(
  first: Promise<PreparedBatch>,
  begin: (from: number) => Promise<PreparedBatch>,
  length: number,
): AsyncGenerator<PreparedBatch, void> {
  let next = first;
  try {
    for (let from = PART; from < length; from += PART) {
      const prepared = await next;
      next = begin(from);
      yield prepared;
    }
    yield await next;
  } finally {
    await Promise.allSettled([next]);
  }
}

/** Records for which it pays to know all visitors of their days: for fewer the table is asked. */
const WORTH_READING = 1_000;

/** Reads and enriches a batch, and makes the partitions it needs. Decides nothing that the lanes have a say in. */
export async function prepareBatch(
  ctx: IngestContext,
  scope: CallScope,
  batch: readonly IngestRecord[],
): Promise<PreparedBatch> {
  const now = ctx.now();
  const oldestDay = dayOf(now) - ctx.retentionDays;
  const read: (ClickRecord | Rejection)[] = [];
  const keyDays = new Set<number>();
  const days = new Set([dayOf(now)]);
  // Loops over records are functions of their own: in one that awaits, each step would cost an object.
  const readSlice = (slice: readonly IngestRecord[]): void => {
    for (const record of slice) {
      const result = readRecord(ctx, record);
      read.push(result);
      if (!("keyDay" in result)) continue;
      keyDays.add(result.keyDay);
      days.add(dayOf(clickTime(result.clickedAtMs, now, null).at));
    }
  };
  await inSlices(batch, readSlice);
  const db = ctx.database.within(scope);
  // The job destroys keys in the database at the same age; none may survive in memory.
  if (ctx.dayKeys.forgetBefore(oldestDay - 1)) ctx.enricher.forgetDays();
  await ctx.dayKeys.load(db, keyDays);
  for (const day of days) {
    if (day < oldestDay || ctx.knownDays.has(day)) continue;
    await ensureDay(db, day);
    ctx.knownDays.add(day);
  }
  if (batch.length >= WORTH_READING) {
    for (const day of days)
      if (ctx.knownVisitors.wants(day)) await ctx.knownVisitors.read(day, readVisitors(db, day));
  }
  const records: PreparedRecord[] = [];
  const enrichSlice = (slice: readonly IngestRecord[]): void => {
    for (const record of slice) {
      const result = read[records.length];
      if (result === undefined) return;
      if ("keyDay" in result) records.push({ record, click: result, facts: ctx.enricher.enrich(result) });
      else records.push({ record, click: null, rejection: result });
    }
  };
  await inSlices(batch, enrichSlice);
  return { records, now, oldestDay };
}

/** Does work on all records, and gives others their turn between two slices. */
async function inSlices(
  batch: readonly IngestRecord[],
  work: (slice: readonly IngestRecord[]) => void,
): Promise<void> {
  for (let from = 0; from < batch.length; from += SLICE) {
    if (from > 0) await nextTurn();
    work(batch.slice(from, from + SLICE));
  }
}

/** A batch that goes to the dead letters without being looked at. */
export function rejectBatch(
  ctx: IngestContext,
  batch: readonly IngestRecord[],
  rejection: Rejection,
): PreparedBatch {
  const now = ctx.now();
  const records = batch.map((record) => ({ record, click: null, rejection }));
  return { records, now, oldestDay: dayOf(now) - ctx.retentionDays };
}

/** What the headers of a click say it is; records of a log without this header are clicks too. */
const CLICK_TYPE = "waypost.events.v1.ClickEvent";
/** More than any writer of clicks puts into a record. */
const MAX_PAYLOAD_BYTES = 64 * 1024;

function readRecord(ctx: IngestContext, { payload, headers }: IngestRecord): ClickRecord | Rejection {
  const type = headers.ce_type ?? CLICK_TYPE;
  if (type !== CLICK_TYPE) {
    const detail = `The record is of the type ${type}, which this version doesn't know.`;
    return { reason: "unknown-kind", detail, attempts: 1 };
  }
  if (payload.byteLength > MAX_PAYLOAD_BYTES) {
    const detail = `The record has ${payload.byteLength} bytes; no click has more than ${MAX_PAYLOAD_BYTES}.`;
    return { reason: "too-large", detail, attempts: 1 };
  }
  try {
    return ctx.decoder.decode(payload);
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return { reason: error.reason, detail: error.message, attempts: 1 };
  }
}

/** The click as it will be stored, flags excepted. */
export function toClick(
  laneId: number,
  seq: number,
  record: ClickRecord,
  facts: Enrichment,
  { at, clamped }: ClickTime,
): Click {
  const { linkId, workspaceId, method } = record;
  const human = facts.botReason === null ? facts.visitor : null;
  return {
    laneId,
    seq,
    clickedAt: at,
    clamped,
    linkId,
    workspaceId,
    method,
    facts,
    onLink: human === null ? null : visitorKey(human.hash, linkId),
    inWorkspace: human === null ? null : human.inWorkspace,
    firstOnLink: false,
    firstInWorkspace: false,
  };
}
