import type { LaneState } from "../local-log/lane-view.ts";
import { MultiRange, type Range } from "../position/multirange.ts";
import type { BusRecord, Positions } from "./port.ts";

/**
 * What a subscription remembers of its group's position, between two looks at the group's store: which numbers are
 * done with (handled, or told to be unreadable), and which of those were unreadable.
 */
export class GroupPosition {
  readonly #done = new Map<string, MultiRange>();
  readonly #unreadable = new Map<string, MultiRange>();
  /** What was done at the last look for holes; only that can be a hole at the next. */
  #settled = new Map<string, MultiRange>();

  constructor(loaded: Positions) {
    for (const [lane, ranges] of loaded) this.#done.set(lane, ranges.clone());
  }

  get done(): Positions {
    return this.#done;
  }

  /** What it will be when the batch is handled. Only for reading ahead. */
  after(batch: readonly BusRecord[]): GroupPosition {
    const later = new GroupPosition(this.#done);
    later.addHandled(batch);
    return later;
  }

  has(lane: string, seq: number): boolean {
    return of(this.#done, lane).has(seq);
  }

  /** What the store has for good, and what it will never get. */
  covered(stored: Positions): Positions {
    const covered = new Map(stored);
    for (const [lane, ranges] of this.#unreadable) covered.set(lane, of(stored, lane).union(ranges));
    return covered;
  }

  addHandled(batch: readonly BusRecord[]): void {
    let start = 0;
    for (let index = 1; index <= batch.length; index++) {
      const first = batch[start];
      const last = batch[index - 1];
      const next = batch[index];
      if (first === undefined || last === undefined) return;
      if (next !== undefined && next.lane === first.lane && next.seq === last.seq + 1) continue;
      entry(this.#done, first.lane).add(first.seq, last.seq);
      start = index;
    }
  }

  addUnreadable(lane: string, ranges: readonly Range[]): void {
    for (const { from, to } of ranges) {
      entry(this.#done, lane).add(from, to);
      entry(this.#unreadable, lane).add(from, to);
    }
  }

  /** The first numbers from `from` on that are neither done with nor above the head. */
  firstOpen(lane: LaneState, from: number): Range | undefined {
    return of(this.#done, lane.lane).firstHole(from, lane.head);
  }

  /** How many records of the lanes are not done with. */
  openIn(lanes: readonly LaneState[]): number {
    let sum = 0;
    for (const { lane, head } of lanes) sum += Math.max(0, head - (this.#done.get(lane)?.size ?? 0));
    return sum;
  }

  isDoneUpTo(heads: ReadonlyMap<string, number>): boolean {
    for (const [lane, head] of heads) if (!of(this.#done, lane).covers(1, head)) return false;
    return true;
  }

  forgetFrom(lane: string, seq: number): void {
    for (const map of [this.#done, this.#unreadable, this.#settled]) {
      const ranges = map.get(lane);
      if (ranges !== undefined) ranges.remove(seq, ranges.highest);
    }
  }

  /** Drops lanes that are no longer on the bus. */
  keepOnly(lanes: ReadonlySet<string>): void {
    for (const map of [this.#done, this.#unreadable, this.#settled]) {
      for (const lane of map.keys()) if (!lanes.has(lane)) map.delete(lane);
    }
  }

  /**
   * Takes out what was done at the last look and is not in the store today, and answers how many numbers that is:
   * they will be delivered again.
   */
  reopenHoles(stored: Positions): number {
    return this.#reopen(this.#settled, stored);
  }

  /** The same for everything that is done: when the store may have lost what it had just taken. */
  reopenAll(stored: Positions): number {
    return this.#reopen(this.#done, stored);
  }

  #reopen(expected: ReadonlyMap<string, MultiRange>, stored: Positions): number {
    let reopened = 0;
    for (const [lane, settled] of expected) {
      const holes = settled.subtract(of(stored, lane)).subtract(of(this.#unreadable, lane));
      for (const { from, to } of holes) entry(this.#done, lane).remove(from, to);
      reopened += holes.size;
    }
    this.#settled = new Map(Array.from(this.#done, ([lane, ranges]) => [lane, ranges.clone()]));
    return reopened;
  }
}

const none = new MultiRange();

function of(map: Positions, lane: string): MultiRange {
  return map.get(lane) ?? none;
}

function entry(map: Map<string, MultiRange>, lane: string): MultiRange {
  const found = map.get(lane) ?? new MultiRange();
  map.set(lane, found);
  return found;
}
