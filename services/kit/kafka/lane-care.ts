import { MultiRange, type Range } from "../position/multirange.ts";
import { LaneComparison, type OwnerPosition } from "./lane-comparison.ts";
import type { LaneForwarder } from "./lane-forwarder.ts";

/** The consumer that owns the records: what it has of lanes, and where it is told of what it will never get. */
export interface OwnerPositions {
  /** A lane that it has never heard of has an empty position. */
  of(lanes: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, OwnerPosition>>;
  bookLost(lane: string, ranges: readonly Range[], signal: AbortSignal): Promise<void>;
}

const maxBookedRanges = 1_000;

/** One lane that this process forwards, with what its owner misses of it. */
export class LaneCare {
  readonly forwarder: LaneForwarder;
  readonly #comparison = new LaneComparison();
  readonly #booked = new MultiRange();
  missing = 0;

  constructor(forwarder: LaneForwarder) {
    this.forwarder = forwarder;
  }

  /** Sends again what the owner misses, and tells it what can't be sent any more. */
  async compare(position: OwnerPosition, owner: OwnerPositions, signal: AbortSignal): Promise<void> {
    const { forwarder } = this;
    // What still waits to be sent again would only be asked for twice.
    if (!forwarder.resending) {
      const { resend, missing } = this.#comparison.compare(position, forwarder.cursor, forwarder.unreadable);
      this.missing = missing;
      if (resend.length > 0) forwarder.resend(resend);
    }
    const unbooked = [...forwarder.unreadable.subtract(this.#booked)];
    // What was booked is reported again: a database restored from a backup has forgotten it.
    const told = (unbooked.length > 0 ? unbooked : [...forwarder.unreadable]).slice(0, maxBookedRanges);
    if (told.length === 0) return;
    await owner.bookLost(forwarder.lane, told, signal);
    for (const { from, to } of told) this.#booked.add(from, to);
  }

  /**
   * Spares what the owner has already of a lane that was never forwarded, such as one of the time before Kafka. What
   * goes wrong costs repetitions only.
   */
  async beginBehind(owner: OwnerPositions, signal: AbortSignal): Promise<void> {
    const { lane, cursor } = this.forwarder;
    if (cursor > 0) return;
    const position = (await owner.of([lane], signal)).get(lane);
    if (position === undefined) return;
    const [first] = coveredBy(position);
    if (first?.from === 1) this.forwarder.beginAfter(first.to);
  }

  /** What the owner has for good, and what it knows that it will never get. */
  covered(position: OwnerPosition): MultiRange {
    return coveredBy(position).union(this.#booked);
  }
}

/** The numbers that the owner is known to have. */
export function coveredBy({ knownTo, holes }: OwnerPosition): MultiRange {
  return new MultiRange([{ from: 1, to: knownTo }]).subtract(holes);
}
