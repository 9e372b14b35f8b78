import { encodeSegmentHeader, segmentHeaderBytes } from "./format.ts";
import { fileMode, segmentPath } from "./lane-files.ts";
import { type LogFs, syncFolder } from "./log-fs.ts";

interface OpenSegment {
  readonly fd: number;
  readonly firstSeq: number;
  /** End of the last whole record; what lies behind it is not part of the log. */
  end: number;
  /** Something hangs over that could not be cut off, so the next write begins a new one. */
  spoilt: boolean;
}

/** How much of a batch became part of the log. */
export interface Appended {
  readonly records: number;
  /** Where in its segment it begins. */
  readonly start: number;
  /** Why the rest did not. */
  readonly error: unknown;
}

export interface SegmentAppenderOptions {
  readonly folder: string;
  readonly lane: string;
  readonly segmentBytes: number;
  /** Whether new segments must survive a power loss. */
  readonly durableNames: boolean;
  readonly clock: () => number;
  readonly fs: LogFs;
}

/**
 * Appends whole records to the newest segment of a lane.
 *
 * A write may be short, with or without an error: it is continued until everything is written or nothing more goes.
 * Then the records that are whole stay, and the file is cut back to the end of the last of them. If even cutting
 * fails, the segment is left as it is, to be synced like any other, and the next write opens a new one, whose name says
 * with which number it begins: what hangs over in the old one is never read.
 */
export class SegmentAppender {
  readonly #options: SegmentAppenderOptions;
  #segment: OpenSegment | undefined;

  constructor(options: SegmentAppenderOptions) {
    this.#options = options;
  }

  /** The file that has not been synced to the disk, if any is open. */
  get fd(): number | undefined {
    return this.#segment?.fd;
  }

  /** Writes the records that end at `ends`, the first of them numbered `firstSeq`. Never throws. */
  append(bytes: Buffer, ends: readonly number[], firstSeq: number): Appended {
    let segment: OpenSegment;
    try {
      segment = this.#segmentFor(firstSeq);
    } catch (error) {
      return { records: 0, start: 0, error };
    }
    const start = segment.end;
    const total = ends.at(-1) ?? 0;
    const { written, error } = this.#writeAll(segment, bytes, total);
    if (written === total) {
      segment.end += total;
      return { records: ends.length, start, error: undefined };
    }
    const records = countWhole(ends, written);
    segment.end += records === 0 ? 0 : (ends[records - 1] ?? 0);
    this.#cutBack(segment);
    return { records, start, error };
  }

  /** Takes back everything from `end` on, after a sync that failed: the disk may or may not have it. */
  abandon(end: number): void {
    if (this.#segment === undefined) return;
    this.#segment.end = end;
    this.#cutBack(this.#segment);
    this.closeSegment();
  }

  closeSegment(): void {
    if (this.#segment === undefined) return;
    const { fd } = this.#segment;
    this.#segment = undefined;
    this.#options.fs.closeSync(fd);
  }

  #segmentFor(firstSeq: number): OpenSegment {
    const { segmentBytes, durableNames, fs } = this.#options;
    if (
      this.#segment !== undefined &&
      this.#segment.firstSeq < firstSeq &&
      (this.#segment.end >= segmentBytes || this.#segment.spoilt)
    ) {
      if (durableNames) fs.fdatasyncSync(this.#segment.fd);
      this.closeSegment();
    }
    // Without one record in it, it is made anew under the same name.
    if (this.#segment?.spoilt) this.closeSegment();
    this.#segment ??= this.#open(firstSeq);
    return this.#segment;
  }

  #open(firstSeq: number): OpenSegment {
    const { folder, lane, clock, durableNames, fs } = this.#options;
    const path = segmentPath(folder, firstSeq);
    const fd = this.#create(path);
    const segment = { fd, firstSeq, end: 0, spoilt: false };
    try {
      const header = encodeSegmentHeader({ lane, firstSeq, createdAt: clock() });
      const { written, error } = this.#writeAll(segment, header, header.byteLength);
      if (written !== header.byteLength) throw error;
      segment.end = segmentHeaderBytes;
      if (durableNames) syncFolder(folder);
      return segment;
    } catch (error) {
      fs.closeSync(fd);
      fs.unlinkSync(path);
      throw error;
    }
  }

  /** A file of that name is there only when a segment failed before its first record; it holds nothing. */
  #create(path: string): number {
    const { fs } = this.#options;
    try {
      return fs.openSync(path, "wx", fileMode);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      fs.unlinkSync(path);
      return fs.openSync(path, "wx", fileMode);
    }
  }

  #writeAll(segment: OpenSegment, bytes: Buffer, length: number): { written: number; error: unknown } {
    const { fs } = this.#options;
    let written = 0;
    try {
      while (written < length) {
        const more = fs.writeSync(segment.fd, bytes, written, length - written, segment.end + written);
        if (more <= 0) return { written, error: new Error("the disk took no more bytes") };
        written += more;
      }
      return { written, error: undefined };
    } catch (error) {
      return { written, error };
    }
  }

  #cutBack(segment: OpenSegment): void {
    try {
      this.#options.fs.ftruncateSync(segment.fd, segment.end);
    } catch {
      segment.spoilt = true;
    }
  }
}

function countWhole(ends: readonly number[], written: number): number {
  let count = 0;
  while (count < ends.length && (ends[count] ?? 0) <= written) count++;
  return count;
}
