import type { Id } from "@waypost/kit/bytes/block.ts";
import type { Click } from "./click.ts";
import { QUARTER_HOUR_MS, quarterHourOf } from "./click-time.ts";
import type { Enrichment } from "./enrichment.ts";

/** What clicks can be grouped by, with the number that stands for it in a roll-up row. */
export const dimensions = { country: 1, device: 2, browser: 3, os: 4, source: 5, referrer: 6 } as const;
export type Dimension = keyof typeof dimensions;

/** What happened to a scope, a link or a workspace, in a quarter-hour. */
export interface RollupRow {
  readonly scope: Id;
  readonly workspaceId: Id;
  /** Beginning of the quarter-hour, in epoch milliseconds. */
  readonly bucket: number;
  readonly human: number;
  readonly bot: number;
  readonly uniq: number;
  /** Four lists of one length: in a dimension, a value had so many clicks of humans and of bots. */
  readonly dims: readonly number[];
  readonly vals: readonly string[];
  readonly humans: readonly number[];
  readonly bots: readonly number[];
}

/** Sums up clicks: a roll-up row for each link and each workspace, in each quarter-hour that was touched. */
export class Rollups {
  readonly #quarterHours = new Map<number, QuarterHour>();
  /** That of the click before: most follow each other in one. */
  #last: QuarterHour | undefined;

  /** Counts a click whose flags are set. */
  add(click: Click): void {
    const quarterHour = this.#quarterHourOf(click.clickedAt);
    const { facts, linkId, workspaceId } = click;
    rowOf(quarterHour.links, linkId, workspaceId, quarterHour.bucket).add(facts, click.firstOnLink);
    rowOf(quarterHour.workspaces, workspaceId, workspaceId, quarterHour.bucket).add(
      facts,
      click.firstInWorkspace,
    );
  }

  rows(): RollupRow[] {
    const rows: RollupRow[] = [];
    for (const { links, workspaces } of this.#quarterHours.values())
      rows.push(...links.values(), ...workspaces.values());
    return rows;
  }

  #quarterHourOf(at: number): QuarterHour {
    const last = this.#last;
    if (last !== undefined && at >= last.bucket && at < last.bucket + QUARTER_HOUR_MS) return last;
    const bucket = quarterHourOf(at);
    const quarterHour = this.#quarterHours.get(bucket) ?? { bucket, links: new Map(), workspaces: new Map() };
    this.#quarterHours.set(bucket, quarterHour);
    this.#last = quarterHour;
    return quarterHour;
  }
}

interface QuarterHour {
  readonly bucket: number;
  readonly links: RowsByScope;
  readonly workspaces: RowsByScope;
}

/** By the text of their scopes. */
type RowsByScope = Map<string, GrowingRow>;

function rowOf(rows: RowsByScope, scope: Id, workspaceId: Id, bucket: number): GrowingRow {
  const found = rows.get(scope.text);
  if (found !== undefined) return found;
  const begun = new GrowingRow(scope, workspaceId, bucket);
  rows.set(scope.text, begun);
  return begun;
}

const allDims: readonly number[] = Object.values(dimensions);
/** Entries up to which looking through them is quicker than an index. */
const SMALL = 24;

class GrowingRow implements RollupRow {
  readonly scope: Id;
  readonly workspaceId: Id;
  readonly bucket: number;
  human = 0;
  bot = 0;
  uniq = 0;
  readonly dims: number[] = [];
  readonly vals: string[] = [];
  readonly humans: number[] = [];
  readonly bots: number[] = [];
  /** Where the entries of each dimension are; made when the roll-up row is no longer small. */
  #index: Map<string, number>[] | undefined;

  constructor(scope: Id, workspaceId: Id, bucket: number) {
    this.scope = scope;
    this.workspaceId = workspaceId;
    this.bucket = bucket;
  }

  add({ botReason, country, agent, origin }: Enrichment, isNew: boolean): void {
    const isBot = botReason !== null;
    if (isBot) this.bot++;
    else this.human++;
    if (isNew) this.uniq++;
    const counts = isBot ? this.bots : this.humans;
    this.#count(counts, 0, country.text);
    this.#count(counts, 1, agent.device);
    this.#count(counts, 2, agent.browser);
    this.#count(counts, 3, agent.os);
    this.#count(counts, 4, origin.source);
    this.#count(counts, 5, origin.referrer);
  }

  #count(counts: number[], dimension: number, value: string): void {
    const entry = this.#entry(dimension, value);
    counts[entry] = (counts[entry] ?? 0) + 1;
  }

  #entry(dimension: number, value: string): number {
    const dim = allDims[dimension] ?? 0;
    const found = this.#index === undefined ? this.#search(dim, value) : this.#index[dimension]?.get(value);
    if (found !== undefined) return found;
    const entry = this.dims.length;
    this.dims.push(dim);
    this.vals.push(value);
    this.humans.push(0);
    this.bots.push(0);
    if (this.#index !== undefined) this.#index[dimension]?.set(value, entry);
    else if (entry >= SMALL) this.#index = this.#makeIndex();
    return entry;
  }

  #search(dim: number, value: string): number | undefined {
    const { dims, vals } = this;
    for (let entry = 0; entry < dims.length; entry++)
      if (dims[entry] === dim && vals[entry] === value) return entry;
    return undefined;
  }

  #makeIndex(): Map<string, number>[] {
    const index = allDims.map(() => new Map<string, number>());
    for (const [entry, dim] of this.dims.entries())
      index[allDims.indexOf(dim)]?.set(this.vals[entry] ?? "", entry);
    return index;
  }
}
