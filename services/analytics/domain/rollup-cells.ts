import type { Click } from "./click.ts";
import { quarterOf } from "./click-time.ts";

/** What clicks can be grouped by, with the number that stands for it in a cell. */
export const dimensions = { country: 1, device: 2, browser: 3, os: 4, source: 5, referrer: 6 } as const;
export type Dimension = keyof typeof dimensions;

/** What happened to a scope, a link or a workspace, in a quarter of an hour. */
export interface Cell {
  /** 16 characters of one byte each. */
  readonly scope: string;
  readonly workspaceId: string;
  /** Beginning of the quarter, in epoch milliseconds. */
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

/** Sums up clicks: a cell for each link and each workspace, in each quarter that was touched. */
export class Rollups {
  readonly #quarters = new Map<number, { readonly links: Cells; readonly workspaces: Cells }>();

  /** Counts a click whose flags are set. */
  add(click: Click): void {
    const bucket = quarterOf(click.clickedAt);
    let quarter = this.#quarters.get(bucket);
    if (quarter === undefined) {
      quarter = { links: new Map(), workspaces: new Map() };
      this.#quarters.set(bucket, quarter);
    }
    cellOf(quarter.links, click.linkId, click.workspaceId, bucket).add(click, click.firstOnLink);
    cellOf(quarter.workspaces, click.workspaceId, click.workspaceId, bucket).add(
      click,
      click.firstInWorkspace,
    );
  }

  cells(): Cell[] {
    const cells: Cell[] = [];
    for (const { links, workspaces } of this.#quarters.values())
      cells.push(...links.values(), ...workspaces.values());
    return cells;
  }
}

type Cells = Map<string, GrowingCell>;

function cellOf(cells: Cells, scope: string, workspaceId: string, bucket: number): GrowingCell {
  const found = cells.get(scope);
  if (found !== undefined) return found;
  const begun = new GrowingCell(scope, workspaceId, bucket);
  cells.set(scope, begun);
  return begun;
}

const allDims: readonly number[] = Object.values(dimensions);
/** Entries up to which looking through them is quicker than an index. */
const SMALL = 24;

class GrowingCell implements Cell {
  readonly scope: string;
  readonly workspaceId: string;
  readonly bucket: number;
  human = 0;
  bot = 0;
  uniq = 0;
  readonly dims: number[] = [];
  readonly vals: string[] = [];
  readonly humans: number[] = [];
  readonly bots: number[] = [];
  /** Where the entries of each dimension are; made when the cell is no longer small. */
  #index: Map<string, number>[] | undefined;

  constructor(scope: string, workspaceId: string, bucket: number) {
    this.scope = scope;
    this.workspaceId = workspaceId;
    this.bucket = bucket;
  }

  add({ facts }: Click, isNew: boolean): void {
    const counts = facts.botReason === null ? this.humans : this.bots;
    if (counts === this.humans) this.human++;
    else this.bot++;
    if (isNew) this.uniq++;
    for (let at = 0; at < allDims.length; at++) {
      const entry = this.#entry(at, facts.values[at] ?? "");
      counts[entry] = (counts[entry] ?? 0) + 1;
    }
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
