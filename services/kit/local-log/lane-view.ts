import { open } from "node:fs/promises";
import type { Range } from "../position/multirange.ts";
import { laneSeed, type RecordHeaders, segmentHeaderBytes } from "./format.ts";
import { isMissing, laneFolder, listSegments, pagePath, type SegmentFile } from "./lane-files.ts";
import { type LaneFacts, LanePage } from "./lane-page.ts";
import { liveLane } from "./live-lanes.ts";
import { checkSegmentVersion } from "./recovery.ts";
import { type LogRecord, type Scan, type ScanOptions, scanSegment } from "./segment-scan.ts";

/** What a reader knows of a lane. */
export interface LaneState extends LaneFacts {
  readonly lane: string;
  /** The lowest number still on disk, or the one after the head when nothing is; lower ones were freed. */
  readonly firstSeq: number;
}

export interface ReadOptions {
  /** The last number wanted. Default: the lane's head. */
  readonly to?: number;
  /** Default 5000. */
  readonly maxRecords?: number;
  /** Stop after this many bytes of records. Default 8 MiB. */
  readonly maxBytes?: number;
  /** What records have that came without headers. Default none. */
  readonly defaultHeaders?: RecordHeaders;
}

/** Every number below `next` and not below the one asked for is a record, or unreadable, or freed. */
export interface LaneRead {
  readonly records: readonly LogRecord[];
  /** Numbers whose records are damaged or missing in the middle of the log. */
  readonly unreadable: readonly Range[];
  /** Numbers whose segments were freed, having served their time. */
  readonly freed: readonly Range[];
  readonly next: number;
}

interface KnownSegment extends SegmentFile {
  /** Places where records begin, ascending, to start a scan near its first number. */
  readonly points: { readonly seq: number; readonly offset: number }[];
  checked: boolean;
}

const rememberedEnds = 16;

/** One lane as a reader sees it: its facts, and its records by number. */
export class LaneView {
  readonly lane: string;
  readonly #folder: string;
  readonly #page: LanePage;
  readonly #seed: number;
  #facts: LaneFacts = { state: "open", head: 0, unrecorded: 0 };
  #segments: readonly KnownSegment[] = [];
  /** The head when the segments were listed: up to it they are all that there are. */
  #listedTo = 0;
  /** Where the last reads ended, so that a reader that follows needs no search. */
  readonly #ends = new Map<number, { readonly path: string; readonly offset: number }>();

  constructor(directory: string, lane: string) {
    this.lane = lane;
    this.#folder = laneFolder(directory, lane);
    this.#page = LanePage.open(pagePath(this.#folder), "read");
    this.#seed = laneSeed(lane);
    this.#relist();
    this.look();
  }

  /** Whether the lane's writer lives in this process. */
  get isOwn(): boolean {
    return liveLane(this.lane) !== undefined;
  }

  /** False once the lane's writer has ended or was found dead. */
  get isOpen(): boolean {
    return this.#facts.state === "open";
  }

  get head(): number {
    return liveLane(this.lane)?.head() ?? this.#facts.head;
  }

  get facts(): LaneState {
    const live = liveLane(this.lane);
    const facts =
      live === undefined ? this.#facts : { ...this.#facts, head: live.head(), unrecorded: live.unrecorded() };
    if (facts.head > 0 && this.#segments.length === 0) this.#relist();
    return { lane: this.lane, ...facts, firstSeq: this.#segments[0]?.firstSeq ?? facts.head + 1 };
  }

  /** Reads the lane's page; true when it tells something new. */
  look(): boolean {
    const facts = this.#page.read();
    if (facts === undefined) return false;
    const known = this.#facts;
    if (facts.head === known.head && facts.state === known.state && facts.unrecorded === known.unrecorded)
      return false;
    this.#facts = facts;
    return true;
  }

  /** Looks at the folder again, after segments were freed. */
  forgetSegments(): void {
    this.#relist();
  }

  /** Reads the records from number `from` on, as far as the head and the limits allow. */
  async read(from: number, options: ReadOptions = {}): Promise<LaneRead> {
    const to = Math.min(options.to ?? Number.POSITIVE_INFINITY, this.head);
    const maxBytes = options.maxBytes ?? 8 * 1024 ** 2;
    const maxRecords = options.maxRecords ?? 5000;
    const records: LogRecord[] = [];
    const unreadable: Range[] = [];
    const freed: Range[] = [];
    let next = from;
    let relisted = false;
    // A number that was taken back may still stand in the segment before, and be whole there: which segment holds it for
    // good is known only from a list that is younger than its acknowledgement.
    if (to > this.#listedTo) this.#relist();
    while (next <= to && records.length < maxRecords) {
      const index = this.#segments.findLastIndex((segment) => segment.firstSeq <= next);
      const segment = this.#segments[index];
      const following = this.#segments[index + 1];
      const last = Math.min(to, following === undefined ? to : following.firstSeq - 1);
      const scan =
        segment === undefined
          ? undefined
          : await this.#scan(segment, {
              from: next,
              to: last,
              maxRecords: maxRecords - records.length,
              maxBytes,
              defaultHeaders: options.defaultHeaders,
            });
      const began = next;
      if (scan !== undefined) {
        for (const record of scan.records) {
          if (record.seq > next) unreadable.push({ from: next, to: record.seq - 1 });
          records.push(record);
          next = record.seq + 1;
        }
        if (!scan.atEnd && next <= last && next > began) break;
      }
      if (next > last) continue;
      // The segment holds no more of what it should: the folder may have changed since it was listed.
      if (!relisted) {
        relisted = true;
        this.#relist();
        continue;
      }
      (segment === undefined ? freed : unreadable).push({ from: next, to: last });
      next = last + 1;
    }
    return { records, unreadable, freed, next };
  }

  close(): void {
    this.#page.close();
  }

  async #scan(
    segment: KnownSegment,
    wanted: Pick<ScanOptions, "from" | "to" | "maxRecords" | "maxBytes" | "defaultHeaders">,
  ): Promise<Scan | undefined> {
    try {
      if (!segment.checked) {
        await checkSegmentVersion(segment.path);
        segment.checked = true;
      }
      const file = await open(segment.path, "r");
      try {
        const scan = await scanSegment(file, {
          lane: this.lane,
          seed: this.#seed,
          offset: this.#startOf(segment, wanted.from),
          onPoint: (seq, offset) => {
            if (offset > (segment.points.at(-1)?.offset ?? segmentHeaderBytes))
              segment.points.push({ seq, offset });
          },
          ...wanted,
        });
        if (!scan.atEnd || scan.records.length > 0) this.#remember(scan.next, segment.path, scan.offset);
        return scan;
      } finally {
        await file.close();
      }
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  #startOf(segment: KnownSegment, from: number): number {
    const end = this.#ends.get(from);
    if (end?.path === segment.path) return end.offset;
    return segment.points.findLast((point) => point.seq <= from)?.offset ?? segmentHeaderBytes;
  }

  #remember(next: number, path: string, offset: number): void {
    this.#ends.delete(next);
    this.#ends.set(next, { path, offset });
    if (this.#ends.size <= rememberedEnds) return;
    for (const oldest of this.#ends.keys()) {
      this.#ends.delete(oldest);
      return;
    }
  }

  #relist(): void {
    this.#listedTo = this.head;
    const known = new Map(this.#segments.map((segment) => [segment.path, segment]));
    this.#segments = listSegments(this.#folder).map(
      (segment) => known.get(segment.path) ?? { ...segment, points: [], checked: false },
    );
  }
}
