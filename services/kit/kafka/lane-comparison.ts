import { MultiRange, type Range } from "../position/multirange.ts";

/** What the owning consumer has of a lane. */
export interface OwnerPosition {
  /** The highest number it has; 0 when it has none. */
  readonly highest: number;
  /** What it has not, from 1 to `knownTo`. */
  readonly holes: MultiRange;
  /** At most `highest`. */
  readonly knownTo: number;
}

/** What is done about a lane after its comparison. */
export interface ComparisonResult {
  /** To be sent again, ascending. */
  readonly resend: readonly Range[];
  /** Numbers that were forwarded at the last comparison and are missing now. */
  readonly missing: number;
}

/** Comparisons between two resends of what doesn't come to an end, at most. */
const maxPauses = 32;

/**
 * Finds what one lane's consumer misses of what was forwarded. Made once in a while: what was forwarded at the last
 * comparison and is missing at this one has been missing for that long.
 *
 * - A hole below the consumer's highest number is one that it has passed, because records of a lane reach it in order:
 *   the topic lost it, and it is sent again.
 * - Numbers above its highest may simply be waiting for it. Only the last of them is sent again, as a knock: a consumer
 *   that is behind gets one record twice; for one that lost them, they become holes.
 *
 * As long as what is missing doesn't become less, each pause before the next resend is twice the one before.
 */
export class LaneComparison {
  #forwarded = 0;
  #missingBefore = Number.POSITIVE_INFINITY;
  #pauses = 1;
  #pausesLeft = 0;

  /** `forwarded` is the lane's cursor; `unreadable` can't be sent again. */
  compare(position: OwnerPosition, forwarded: number, unreadable: MultiRange): ComparisonResult {
    const settled = Math.min(this.#forwarded, forwarded);
    this.#forwarded = forwarded;
    const holes = position.holes.clone();
    holes.remove(settled + 1, Math.max(settled + 1, position.knownTo));
    const open = holes.subtract(unreadable);
    const waiting = new MultiRange([{ from: position.highest + 1, to: settled }]).subtract(unreadable);
    const missing = open.size + waiting.size;
    return { resend: this.#mayResend(missing) ? [...open, ...knock(waiting)] : [], missing };
  }

  #mayResend(missing: number): boolean {
    const less = missing < this.#missingBefore;
    this.#missingBefore = missing;
    if (missing === 0 || less) {
      this.#pauses = 1;
      this.#pausesLeft = 0;
      return missing > 0;
    }
    if (this.#pausesLeft > 0) {
      this.#pausesLeft--;
      return false;
    }
    this.#pausesLeft = this.#pauses - 1;
    this.#pauses = Math.min(maxPauses, this.#pauses * 2);
    return true;
  }
}

function knock(waiting: MultiRange): Range[] {
  return waiting.size === 0 ? [] : [{ from: waiting.highest, to: waiting.highest }];
}
