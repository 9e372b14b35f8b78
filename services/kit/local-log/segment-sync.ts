import type { LogFs } from "./log-fs.ts";
import type { SegmentAppender } from "./segment-appender.ts";

/** What a {@link SegmentSync} works on. */
export interface SegmentSyncOptions {
  readonly segments: SegmentAppender;
  /** Syncs in the background at most this often, in milliseconds; undefined: only when asked. */
  readonly intervalMs: number | undefined;
  /** How long a batch waits for its sync, in milliseconds. */
  readonly deadlineMs: number;
  readonly fs: LogFs;
  /** Told after each sync in the background, with its error. */
  readonly onBackground: (error: Error | undefined) => void;
}

/** Brings what was written to the newest segment of a lane to the disk itself (fdatasync). */
export class SegmentSync {
  readonly #options: SegmentSyncOptions;
  readonly #timer: NodeJS.Timeout | undefined;
  #dirty = false;
  #busy = false;
  #overdue = false;

  constructor(options: SegmentSyncOptions) {
    this.#options = options;
    const { intervalMs } = options;
    if (intervalMs === undefined) return;
    this.#timer = setInterval(() => this.#inBackground(), intervalMs);
    this.#timer.unref();
  }

  /** Whether a batch waits for its sync; see {@link SegmentSync.batch}. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Whether that sync has not come back by its deadline: until it does, nothing more can be written. */
  get overdue(): boolean {
    return this.#overdue;
  }

  /** Something was written. */
  written(): void {
    this.#dirty = true;
  }

  /**
   * Syncs what was written, without holding up the event loop. `done` is told once, after the deadline with an error, and
   * then `returned` when the disk has answered after all. False, and neither called, when no segment is open.
   */
  batch(done: (error: Error | null) => void, returned: () => void): boolean {
    const { segments, deadlineMs, fs } = this.#options;
    const { fd } = segments;
    if (fd === undefined) return false;
    this.#busy = true;
    const deadline = setTimeout(() => {
      this.#overdue = true;
      done(new Error(`the disk has not answered a sync for ${deadlineMs} ms`));
    }, deadlineMs);
    fs.fdatasync(fd, (error) => {
      clearTimeout(deadline);
      this.#busy = false;
      if (!this.#overdue) return done(error);
      this.#overdue = false;
      returned();
    });
    return true;
  }

  /** Syncs what was written, if anything, before it returns. Throws when the disk refuses. */
  now(): void {
    const { fd } = this.#options.segments;
    if (fd === undefined || !this.#dirty) return;
    this.#options.fs.fdatasyncSync(fd);
    this.#dirty = false;
  }

  /** Ends the syncs in the background. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #inBackground(): void {
    const { segments, fs, onBackground } = this.#options;
    const { fd } = segments;
    if (fd === undefined || !this.#dirty || this.#busy) return;
    this.#dirty = false;
    fs.fdatasync(fd, (error) => {
      // A segment that was ended meanwhile was synced when it was ended.
      if (segments.fd !== fd) return;
      if (error !== null) this.#dirty = true;
      onBackground(error ?? undefined);
    });
  }
}
