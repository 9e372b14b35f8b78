import { setImmediate as nextTurn } from "node:timers/promises";
import { KeySet } from "@waypost/kit/bytes/key-set.ts";
import { CopyQueue } from "@waypost/kit/copy/copy-queue.ts";
import type { PoolClient } from "pg";
import type { Click } from "../domain/click.ts";
import { dayOf } from "../domain/click-time.ts";
import { Rollups } from "../domain/rollups.ts";
import {
  ClickRows,
  clicksTarget,
  encodeRollups,
  freshRollupsTarget,
  lateClicksTarget,
} from "../store/click-rows.ts";
import { contentKey, noteContentIds } from "../store/content-ids.ts";
import { type DeadLetter, insertDeadLetters } from "../store/dead-letters.ts";
import type { KnownVisitors } from "../store/known-visitors.ts";
import { encodeVisitors, noteVisitors, visitorsTarget } from "../store/seen-visitors.ts";

/** What became of clicks that were handed over. */
export interface WrittenClicks {
  /** Those that have a row. */
  readonly stored: readonly Click[];
  /** Those that repeat a content id. */
  readonly duplicates: readonly Click[];
}

/**
 * Writes clicks that are new to their lanes, in the transaction of `client`: part by part their content ids, visitors
 * and rows, and at the end the fresh roll-up rows of all of them, which are fewer and cheaper the more clicks they sum
 * up.
 *
 * While PostgreSQL works on one thing, the next is prepared; how far it has come is asked only where it matters.
 */
export class ClickWriter {
  readonly #queue: CopyQueue;
  readonly #known: KnownVisitors;
  readonly #mayGuess: boolean;
  /** By day, the visitors that are in the table once the transaction is committed. */
  readonly #noted = new Map<number, KeySet>();
  readonly #rollups = new Rollups();
  /** By day, visitors who were taken for new without asking. */
  readonly #guessed = new Map<number, number[]>();

  /** Without `mayGuess`, the table is asked for every visitor who is not remembered. */
  constructor(client: PoolClient, known: KnownVisitors, mayGuess: boolean) {
    this.#mayGuess = mayGuess;
    this.#queue = new CopyQueue(client);
    this.#known = known;
  }

  /** Visitors were taken for new without asking: if one is not, a unique index refuses the transaction. */
  get guessed(): boolean {
    return this.#guessed.size > 0;
  }

  /** Clicks of days before `oldestDay` go to the late table. */
  async write(clicks: readonly Click[], oldestDay: number): Promise<WrittenClicks> {
    const { kept, duplicates } = await withoutDuplicates(this.#queue, clicks);
    const rows = new ClickRows(kept, oldestDay);
    const asked = this.#noteVisitors(this.#flagFirsts(kept, oldestDay));
    let seenBefore: ReadonlyMap<number, ReadonlySet<number>>;
    try {
      rows.write();
    } finally {
      seenBefore = await asked;
    }
    if (seenBefore.size > 0) rows.patch((click) => unflag(click, seenBefore));
    await this.#queue.send(clicksTarget, rows.usual);
    await this.#queue.send(lateClicksTarget, rows.late);
    // What PostgreSQL has answered meanwhile must be heard, so that it gets the next statement.
    await nextTurn();
    this.#rollUp(kept);
    return { stored: kept, duplicates };
  }

  /** Writes dead letters, after what was written before. */
  async writeDeadLetters(deadLetters: readonly DeadLetter[]): Promise<void> {
    if (deadLetters.length > 0) await this.#queue.run((client) => insertDeadLetters(client, deadLetters));
  }

  /**
   * Writes visitors who were taken for new, all at once because an index takes more the cheaper the more there are, and
   * the roll-up rows; resolves when everything is stored. Nothing may be written afterwards.
   */
  async finish(): Promise<void> {
    for (const [day, keys] of Array.from(this.#guessed).sort(([a], [b]) => a - b))
      await this.#queue.send(visitorsTarget, encodeVisitors(day, keys));
    await this.#queue.send(freshRollupsTarget, encodeRollups(this.#rollups.rows()));
    await this.#queue.stored();
  }

  /** Resolves when nothing is under way any more; what is not stored by then is given up. */
  async closed(): Promise<void> {
    await this.#queue.closed();
  }

  /** The transaction is committed: its visitors are in the table for sure. */
  committed(): void {
    for (const [day, keys] of this.#noted) for (const key of keys) this.#known.add(day, key);
  }

  #rollUp(clicks: readonly Click[]): void {
    for (const click of clicks) this.#rollups.add(click);
  }

  /**
   * Flags the first click here of every visitor who is not known, and answers these visitors by day. Days whose
   * visitors are gone have none.
   */
  #flagFirsts(clicks: readonly Click[], oldestDay: number): Map<number, number[]> {
    const firsts = new Map<number, number[]>();
    let current: DayOfFirsts | undefined;
    for (const click of clicks) {
      const { onLink, inWorkspace } = click;
      if (onLink === null || inWorkspace === null) continue;
      const day = dayOf(click.clickedAt);
      if (day < oldestDay) continue;
      if (current?.day !== day) current = this.#beginDay(day, firsts, clicks.length);
      click.firstOnLink = this.#isFirst(onLink, current);
      click.firstInWorkspace = this.#isFirst(inWorkspace, current);
    }
    return firsts;
  }

  #beginDay(day: number, firsts: Map<number, number[]>, clicks: number): DayOfFirsts {
    const noted = this.#noted.get(day) ?? new KeySet(2 * clicks);
    const keys = firsts.get(day) ?? [];
    this.#noted.set(day, noted);
    firsts.set(day, keys);
    return { day, noted, keys };
  }

  #isFirst(key: number, { day, noted, keys }: DayOfFirsts): boolean {
    if (this.#known.has(day, key) || !noted.add(key)) return false;
    keys.push(key);
    return true;
  }

  #guess(day: number, keys: readonly number[]): void {
    const guessed = this.#guessed.get(day);
    if (guessed === undefined) this.#guessed.set(day, [...keys]);
    else for (const key of keys) guessed.push(key);
  }

  /** Returns, by day in ascending order, those that the table has already, of those it is asked about. */
  async #noteVisitors(
    firsts: ReadonlyMap<number, readonly number[]>,
  ): Promise<Map<number, ReadonlySet<number>>> {
    const seenBefore = new Map<number, ReadonlySet<number>>();
    for (const [day, keys] of Array.from(firsts).sort(([a], [b]) => a - b)) {
      if (keys.length === 0) continue;
      if (this.#mayGuess && this.#known.guesses(day)) {
        this.#guess(day, keys);
        continue;
      }
      const found = await this.#queue.run((client) => noteVisitors(client, day, keys));
      this.#known.learn(found.size > 0);
      if (found.size > 0) seenBefore.set(day, found);
    }
    return seenBefore;
  }
}

interface DayOfFirsts {
  readonly day: number;
  readonly noted: KeySet;
  /** Those that this part is the first to note. */
  readonly keys: number[];
}

/** Takes flags back that the table contradicts; answers whether there was one. */
function unflag(click: Click, seenBefore: ReadonlyMap<number, ReadonlySet<number>>): boolean {
  const { onLink, inWorkspace } = click;
  if (onLink === null || inWorkspace === null || !(click.firstOnLink || click.firstInWorkspace)) return false;
  const keys = seenBefore.get(dayOf(click.clickedAt));
  if (keys === undefined) return false;
  click.firstOnLink &&= !keys.has(onLink);
  click.firstInWorkspace &&= !keys.has(inWorkspace);
  return true;
}

async function withoutDuplicates(
  queue: CopyQueue,
  clicks: readonly Click[],
): Promise<{ kept: readonly Click[]; duplicates: readonly Click[] }> {
  const firsts = new Map<string, Click>();
  for (const click of clicks) {
    if (click.facts.contentId === "") continue;
    const key = contentKey({ linkId: click.linkId.text, contentId: click.facts.contentId });
    if (!firsts.has(key)) firsts.set(key, click);
  }
  if (firsts.size === 0) return { kept: clicks, duplicates: [] };
  const ids = Array.from(firsts.values(), ({ linkId, facts }) => ({
    linkId: linkId.text,
    contentId: facts.contentId,
  }));
  const fresh = await queue.run((client) => noteContentIds(client, ids));
  const isNew = (click: Click) => {
    if (click.facts.contentId === "") return true;
    const key = contentKey({ linkId: click.linkId.text, contentId: click.facts.contentId });
    return fresh.has(key) && firsts.get(key) === click;
  };
  const { kept = [], duplicates = [] } = Object.groupBy(clicks, (click) =>
    isNew(click) ? "kept" : "duplicates",
  );
  return { kept, duplicates };
}
