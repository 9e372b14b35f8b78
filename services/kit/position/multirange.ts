/** Whole numbers from `from` to `to`, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const rangePattern = /([[(])(\d+),(\d+)([\])])/y;

/**
 * A set of whole numbers kept as ascending ranges that neither touch nor overlap; the memory form of PostgreSQL's
 * `int8multirange`. A consumer's position in a lane is one of these and normally a single range, so every operation
 * costs no more than the number of ranges, and adding at the end or asking for a number only its logarithm.
 *
 * Numbers are safe integers of 0 or more; anything else throws a RangeError.
 */
export class MultiRange implements Iterable<Range> {
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  constructor(ranges: Iterable<Range> = []) {
    for (const range of ranges) this.add(range.from, range.to);
  }

  /** Puts `from` … `to` (default: `from` alone) into the set. An empty span (`to < from`) adds nothing. */
  add(from: number, to: number = from): this {
    checkNumber(from);
    checkNumber(to);
    if (to < from) return this;
    const last = this.#to.length - 1;
    if (last >= 0 && from === at(this.#to, last) + 1) {
      // How positions grow.
      this.#to[last] = to;
      return this;
    }
    // The ranges that touch [from, to] are those that end at from - 1 or later and start at to + 1 or earlier.
    const first = this.#firstEndingAtOrAfter(from - 1);
    let after = first;
    while (after < this.#from.length && at(this.#from, after) <= to + 1) after++;
    const low = first < after ? Math.min(from, at(this.#from, first)) : from;
    const high = first < after ? Math.max(to, at(this.#to, after - 1)) : to;
    if (after - first === 1) {
      this.#from[first] = low;
      this.#to[first] = high;
    } else {
      this.#from.splice(first, after - first, low);
      this.#to.splice(first, after - first, high);
    }
    return this;
  }

  /** Takes `from` … `to` out of the set. */
  remove(from: number, to: number = from): this {
    checkNumber(from);
    checkNumber(to);
    if (to < from) return this;
    const first = this.#firstEndingAtOrAfter(from);
    let after = first;
    while (after < this.#from.length && at(this.#from, after) <= to) after++;
    if (first === after) return this;
    const rest: Range[] = [];
    const low = at(this.#from, first);
    const high = at(this.#to, after - 1);
    if (low < from) rest.push({ from: low, to: from - 1 });
    if (high > to) rest.push({ from: to + 1, to: high });
    this.#from.splice(first, after - first, ...rest.map((range) => range.from));
    this.#to.splice(first, after - first, ...rest.map((range) => range.to));
    return this;
  }

  /** Whether the number is in the set. */
  has(value: number): boolean {
    if (value > this.highest) return false;
    const index = this.#firstEndingAtOrAfter(value);
    return index < this.#from.length && at(this.#from, index) <= value;
  }

  /** Whether every number of `from` … `to` is in the set; true for an empty span. */
  covers(from: number, to: number): boolean {
    if (to < from) return true;
    const index = this.#firstEndingAtOrAfter(from);
    return index < this.#from.length && at(this.#from, index) <= from && at(this.#to, index) >= to;
  }

  /** The numbers of both sets, as a new set. */
  union(other: MultiRange): MultiRange {
    const [large, small] = this.ranges >= other.ranges ? [this, other] : [other, this];
    const result = large.clone();
    for (const range of small) result.add(range.from, range.to);
    return result;
  }

  /** The numbers of this set that are not in the other, as a new set. */
  subtract(other: MultiRange): MultiRange {
    const result = this.clone();
    for (const range of other) result.remove(range.from, range.to);
    return result;
  }

  /** The numbers of `from` … `to` that are not in the set, as a new set. */
  holes(from: number, to: number): MultiRange {
    const result = new MultiRange();
    if (to < from) return result;
    result.add(from, to);
    for (let index = this.#firstEndingAtOrAfter(from); index < this.#from.length; index++) {
      if (at(this.#from, index) > to) break;
      result.remove(at(this.#from, index), at(this.#to, index));
    }
    return result;
  }

  /** The first span of `from` … `to` that is not in the set, or undefined when all of it is. */
  firstHole(from: number, to: number): Range | undefined {
    const index = this.#firstEndingAtOrAfter(from);
    const inside = index < this.#from.length && at(this.#from, index) <= from;
    const start = inside ? at(this.#to, index) + 1 : from;
    if (start > to) return undefined;
    const next = inside ? index + 1 : index;
    return { from: start, to: next < this.#from.length ? Math.min(to, at(this.#from, next) - 1) : to };
  }

  /** How many numbers are in the set. */
  get size(): number {
    let sum = 0;
    for (let index = 0; index < this.#from.length; index++) {
      sum += at(this.#to, index) - at(this.#from, index) + 1;
    }
    return sum;
  }

  /** How many ranges the set is made of; 0 when it is empty. */
  get ranges(): number {
    return this.#from.length;
  }

  /** The highest number in the set; 0 when it is empty. */
  get highest(): number {
    return this.#to.at(-1) ?? 0;
  }

  clone(): MultiRange {
    const copy = new MultiRange();
    copy.#from.push(...this.#from);
    copy.#to.push(...this.#to);
    return copy;
  }

  *[Symbol.iterator](): Iterator<Range> {
    for (let index = 0; index < this.#from.length; index++) {
      yield { from: at(this.#from, index), to: at(this.#to, index) };
    }
  }

  /** PostgreSQL's canonical text, half open: `{[1,6),[8,9)}`. */
  toString(): string {
    return `{${Array.from(this, (range) => `[${range.from},${range.to + 1})`).join(",")}}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /**
   * Reads the text PostgreSQL prints for an `int8multirange`, with either kind of bound. Unbounded and negative
   * ranges, which no position has, and any other text throw a RangeError.
   */
  static parse(text: string): MultiRange {
    const result = new MultiRange();
    const body = text.replaceAll(" ", "");
    if (!body.startsWith("{") || !body.endsWith("}")) throw unreadable(text);
    let index = 1;
    while (index < body.length - 1) {
      rangePattern.lastIndex = index;
      const match = rangePattern.exec(body);
      if (match === null) throw unreadable(text);
      const [all, open, low, high, close] = match;
      checkNumber(Number(high));
      result.add(Number(low) + (open === "(" ? 1 : 0), Number(high) - (close === ")" ? 1 : 0));
      index += all.length;
      const separator = body[index];
      if (separator === "," && index < body.length - 2) index++;
      else if (index !== body.length - 1) throw unreadable(text);
    }
    return result;
  }

  #firstEndingAtOrAfter(value: number): number {
    let low = 0;
    let high = this.#to.length;
    // Positions grow at their end: look there before searching.
    if (high > 0 && at(this.#to, high - 1) < value) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(this.#to, middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function at(list: readonly number[], index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no range at ${index}`);
  return value;
}

function checkNumber(value: number): void {
  // -1 is the empty end of `[0,0)`.
  if (!Number.isSafeInteger(value) || value < -1) throw new RangeError(`${value} can't be in a position`);
}

function unreadable(text: string): RangeError {
  return new RangeError(`not an int8multirange of whole numbers: ${text.slice(0, 80)}`);
}
