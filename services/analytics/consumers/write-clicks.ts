import { setImmediate as nextTurn } from "node:timers/promises";
import type { PoolClient } from "pg";
import type { Click } from "../domain/click.ts";
import { dayOf } from "../domain/click-time.ts";
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
import { noteVisitors } from "../store/seen-visitors.ts";
import type { IngestContext } from "./ingest-context.ts";

/** What became of clicks that were handed over. */
export interface WrittenClicks {
  /** Those that have a row. */
  readonly stored: readonly Click[];
  /** Those that repeat a content id. */
  readonly duplicates: readonly Click[];
  /** Visitors that are in the table once the transaction is committed, by day. */
  readonly visitors: ReadonlyMap<number, readonly number[]>;
}

/**
 * Writes clicks that are new to their lanes, in the transaction of `client`: content ids, visitors, rows and the fresh
 * cells of roll-ups. Clicks of days before `oldestDay` go to the late table.
 *
 * While PostgreSQL works on one thing, the next is prepared.
 */
export async function writeClicks(
  client: PoolClient,
  ctx: Pick<IngestContext, "knownVisitors">,
  clicks: readonly Click[],
  oldestDay: number,
): Promise<WrittenClicks> {
  const { kept, duplicates } = await withoutDuplicates(client, clicks);
  const visitors = candidateVisitors(ctx, kept, oldestDay);
  const asked = askVisitors(client, visitors);
  const rows = new BinaryRows(64 + kept.length * 320);
  const lateRows = new BinaryRows();
  const places: FlagPlaces[] = [];
  try {
    for (const click of kept) {
      const target = dayOf(click.clickedAt) < oldestDay ? lateRows : rows;
      places.push(writeClick(target, click));
    }
  } finally {
    flag(kept, places, await asked);
  }
  const copied = copyIn(client, clicksTarget, rows);
  await nextTurn();
  const cells = settled(() => encodeCells(rollUp(kept)));
  await copied;
  await copyIn(client, lateClicksTarget, lateRows);
  await copyIn(client, freshCellsTarget, cells());
  return { stored: kept, duplicates, visitors };
}

/** Does the work now and throws what it threw when the result is asked for: nothing floats meanwhile. */
function settled<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function withoutDuplicates(
  client: PoolClient,
  clicks: readonly Click[],
): Promise<{ kept: readonly Click[]; duplicates: readonly Click[] }> {
  const firsts = new Map<string, Click>();
  for (const click of clicks) {
    if (click.facts.contentId === "") continue;
    const key = contentKey({ linkId: click.linkId, contentId: click.facts.contentId });
    if (!firsts.has(key)) firsts.set(key, click);
  }
  if (firsts.size === 0) return { kept: clicks, duplicates: [] };
  const ids = Array.from(firsts.values(), ({ linkId, facts }) => ({ linkId, contentId: facts.contentId }));
  const fresh = await noteContentIds(client, ids);
  const isNew = (click: Click) => {
    if (click.facts.contentId === "") return true;
    const key = contentKey({ linkId: click.linkId, contentId: click.facts.contentId });
    return fresh.has(key) && firsts.get(key) === click;
  };
  const { kept = [], duplicates = [] } = Object.groupBy(clicks, (click) =>
    isNew(click) ? "kept" : "duplicates",
  );
  return { kept, duplicates };
}

/** By day, each key once, those that are known to be in the table left out. Days whose visitors are gone have none. */
function candidateVisitors(
  ctx: Pick<IngestContext, "knownVisitors">,
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
  const ordered = Array.from(days, ([day, keys]): [number, number[]] => [day, [...keys]]);
  return new Map(ordered.sort(([a], [b]) => a - b));
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
function flag(
  clicks: readonly Click[],
  places: readonly FlagPlaces[],
  fresh: ReadonlyMap<number, Set<number>>,
): void {
  for (let index = 0; index < places.length; index++) {
    const click = clicks[index];
    const place = places[index];
    if (click === undefined || place === undefined || click.visitor === null) continue;
    const keys = fresh.get(dayOf(click.clickedAt));
    if (keys === undefined) continue;
    click.firstOnLink = keys.delete(click.visitor.onLink);
    click.firstInWorkspace = keys.delete(click.visitor.inWorkspace);
    place.rows.patchBool(place.onLink, click.firstOnLink);
    place.rows.patchBool(place.inWorkspace, click.firstInWorkspace);
  }
}
