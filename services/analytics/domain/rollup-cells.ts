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

/** The cells of a batch: of each link and of each workspace, in each quarter that was touched. */
export function rollUp(clicks: readonly Click[]): Cell[] {
  const links = new Map<number, Map<string, Click[]>>();
  const workspaces = new Map<number, Map<string, Click[]>>();
  for (const click of clicks) {
    const bucket = quarterOf(click.clickedAt);
    put(links, bucket, click.linkId, click);
    put(workspaces, bucket, click.workspaceId, click);
  }
  const cells: Cell[] = [];
  for (const [bucket, scopes] of links)
    for (const [scope, members] of scopes)
      cells.push(sum(scope, bucket, members, (click) => click.firstOnLink));
  for (const [bucket, scopes] of workspaces)
    for (const [scope, members] of scopes)
      cells.push(sum(scope, bucket, members, (click) => click.firstInWorkspace));
  return cells;
}

function put(map: Map<number, Map<string, Click[]>>, bucket: number, scope: string, click: Click): void {
  const scopes = map.get(bucket) ?? new Map<string, Click[]>();
  map.set(bucket, scopes);
  const members = scopes.get(scope);
  if (members === undefined) scopes.set(scope, [click]);
  else members.push(click);
}

const allDims = Object.values(dimensions);
const one = [1, 1, 1, 1, 1, 1];
const zero = [0, 0, 0, 0, 0, 0];

function sum(
  scope: string,
  bucket: number,
  clicks: readonly Click[],
  isNew: (click: Click) => boolean,
): Cell {
  const first = clicks[0];
  if (first === undefined) throw new RangeError("a cell has at least one click");
  const { workspaceId } = first;
  if (clicks.length === 1) {
    // Most links of a batch are clicked once in it.
    const bot = first.facts.botReason !== null;
    return {
      scope,
      workspaceId,
      bucket,
      human: bot ? 0 : 1,
      bot: bot ? 1 : 0,
      uniq: isNew(first) ? 1 : 0,
      dims: allDims,
      vals: first.facts.values,
      humans: bot ? zero : one,
      bots: bot ? one : zero,
    };
  }
  const counts = allDims.map(() => new Map<string, [human: number, bot: number]>());
  let human = 0;
  let uniq = 0;
  for (const click of clicks) {
    const kind = click.facts.botReason === null ? 0 : 1;
    if (kind === 0) human++;
    if (isNew(click)) uniq++;
    const found = click.facts.values;
    for (let dimension = 0; dimension < found.length; dimension++) {
      const map = counts[dimension];
      const value = found[dimension] ?? "";
      const entry = map?.get(value);
      if (entry === undefined) map?.set(value, kind === 0 ? [1, 0] : [0, 1]);
      else entry[kind]++;
    }
  }
  const dims: number[] = [];
  const vals: string[] = [];
  const humans: number[] = [];
  const bots: number[] = [];
  for (let index = 0; index < counts.length; index++) {
    for (const [value, entry] of counts[index] ?? []) {
      dims.push(allDims[index] ?? 0);
      vals.push(value);
      humans.push(entry[0]);
      bots.push(entry[1]);
    }
  }
  return { scope, workspaceId, bucket, human, bot: clicks.length - human, uniq, dims, vals, humans, bots };
}
