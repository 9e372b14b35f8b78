import type { LogFs } from "./log-fs.ts";
import type { SegmentAppender } from "./segment-appender.ts";

/** What a {@link SegmentSync} works on. */
export interface SegmentSyncOptions {
  readonly segments: SegmentAppender;
  /** Syncs in the background at most this often, in milliseconds; undefined: only when asked. */
  readonly intervalMs: number | undefined;
  readonly fs: LogFs;
  /** Told when a sync in the background has failed. */
  readonly onUnsynced: (error: Error) => void;
}

/** Brings what was written to the newest segment of a lane to the disk itself (fdatasync). */
export class SegmentSync {
  readonly #options: SegmentSyncOptions;
  readonly #timer: NodeJS.Timeout | undefined;
  #dirty = false;
  #busy = false;

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

  /** Something was written. */
  written(): void {
    this.#dirty = true;
  }

  /** Syncs what was written, without holding up the event loop. False, and `done` not called, when no segment is open. */
  batch(done: (error: Error | null) => void): boolean {
    const { fd } = this.#options.segments;
    if (fd === undefined) return false;
    this.#busy = true;
    this.#options.fs.fdatasync(fd, (error) => {
      this.#busy = false;
      done(error);
    });
    return true;
  }

  /** Syncs what was written, if anything, before it returns. Throws when the disk refuses. */
  now(): void {
    const { fd } = this.#options.segments;
    if (fd === undefined || !this.#dirty) return;
    this.#dirty = false;
    this.#options.fs.fdatasyncSync(fd);
  }

  /** Ends the syncs in the background. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #inBackground(): void {
    const { segments, fs, onUnsynced } = this.#options;
    const { fd } = segments;
    if (fd === undefined || !this.#dirty || this.#busy) return;
    this.#dirty = false;
    fs.fdatasync(fd, (error) => {
      // A segment that was ended meanwhile was synced when it was ended.
      if (error !== null && segments.fd === fd) onUnsynced(error);
    });
  }
}
