import { type FSWatcher, mkdirSync, realpathSync, rmSync, statSync, watch } from "node:fs";
import type { Log } from "../telemetry/log.ts";
import { folderMode, isMissing, laneFolder, listLanes, listStillborn, lockPath } from "./lane-files.ts";
import { LaneTroubles, type TroubledLanes } from "./lane-troubles.ts";
import { type LaneRead, type LaneState, LaneView, type ReadOptions } from "./lane-view.ts";
import { onNotify } from "./live-lanes.ts";
import { type ProcessLock, tryLock } from "./process-lock.ts";
import { recoverLane } from "./recovery.ts";

export interface LogReaderOptions {
  /** Folder of the log; made when it is missing. */
  readonly directory: string;
  /** How often the pages of lanes in other processes are looked at, in milliseconds. Default 20. */
  readonly pollMs?: number;
  /** How often new lanes and the locks of others are looked at, in milliseconds. Default 1000. */
  readonly adoptMs?: number;
  /** Whether lanes of dead processes are recovered. Default true; false only looks. */
  readonly adopt?: boolean;
  readonly log?: Log;
  /** Told how many lanes are in trouble. */
  readonly troubles?: TroubledLanes;
}

const stillbornAfterMs = 60_000;

/**
 * Reads every lane of a log: those written in this process, those of living neighbours, and those left by the dead.
 * Several readers, in one process or in many, don't disturb each other. It opens no writer and keeps no position.
 *
 * A lane is `open` while its lock is held. When the lock can be taken the writer is dead, and the lane is recovered
 * and marked `adopted`, which takes at most {@link LogReaderOptions.adoptMs} and is done by one reader only. What
 * lies behind the head of an open lane is not there yet; what lies behind that of a dead one is dropped.
 * A lane that can't be read or adopted is reported and retried, and doesn't hold up the others.
 */
export class LogReader {
  readonly directory: string;
  readonly #options: LogReaderOptions;
  readonly #views = new Map<string, LaneView>();
  readonly #troubles: LaneTroubles;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  readonly #rounds: NodeJS.Timeout;
  #watcher: FSWatcher | undefined;
  #poll: NodeJS.Timeout | undefined;
  #adopting: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: LogReaderOptions) {
    this.#options = options;
    mkdirSync(options.directory, { recursive: true, mode: folderMode });
    this.directory = realpathSync(options.directory);
    this.#troubles = new LaneTroubles(this.directory, options.log, options.troubles);
    this.#unsubscribe = onNotify(this.directory, (change) => {
      if (change === "lanes") this.#discoverSafely();
      this.#tell();
    });
    this.#rounds = setInterval(() => this.#round(), options.adoptMs ?? 1000);
    this.#rounds.unref();
    this.#watch();
    this.#discover();
  }

  /** Every lane on disk, oldest first, as it is at this moment. */
  laneStates(): readonly LaneState[] {
    this.#look();
    const states = [...this.#views.values()].flatMap(
      (view) => this.#troubles.contain(view.lane, "listed", () => view.facts) ?? [],
    );
    return states.sort((a, b) => (a.lane < b.lane ? -1 : 1));
  }

  /** The last number of the lane that may be read; undefined when it is not on disk. Cheap: no look at the disk. */
  headOf(lane: string): number | undefined {
    return this.#views.get(lane)?.head;
  }

  /**
   * Reads records of a lane from number `from` on, in order. Nothing is said of numbers above the head.
   * A lane that is not (or no longer) on disk has nothing to read. Throws, and counts the lane as troubled, when it
   * can't be read.
   */
  async read(lane: string, from: number, options?: ReadOptions): Promise<LaneRead> {
    const view = this.#views.get(lane);
    if (view === undefined) return { records: [], unreadable: [], freed: [], next: from };
    return await this.#troubles.watch(lane, "read", view.read(from, options));
  }

  /** Calls the listener whenever a lane may have more to read, or has changed its state. It must return at once. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks for new lanes and adopts those of the dead, now; resolves when that is done. */
  async refresh(): Promise<void> {
    this.#discover();
    const adopting = this.#adopting.then(() => this.#adoptAll());
    // The next one starts when this one has ended, failed or not; only its own caller sees the failure.
    this.#adopting = adopting.catch(() => undefined);
    await adopting;
  }

  /** Forgets what was freed. For the one who frees. */
  forgetFreed(): void {
    for (const view of this.#views.values()) view.forgetSegments();
    this.#discover();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#rounds);
    clearInterval(this.#poll);
    this.#watcher?.close();
    this.#unsubscribe();
    this.#listeners.clear();
    await this.#adopting;
    for (const view of this.#views.values()) view.close();
    this.#views.clear();
  }

  #round(): void {
    this.refresh().catch((error: unknown) => this.#complain(error));
  }

  #discoverSafely(): void {
    try {
      this.#discover();
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    this.#options.log?.error({ err: error, directory: this.directory }, "The lanes could not be looked at");
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** New lanes are heard of at once where the system can tell, and by the rounds elsewhere. */
  #watch(): void {
    try {
      this.#watcher = watch(this.directory, { persistent: false }, () => {
        if (!this.#closed) this.#discoverSafely();
      });
      this.#watcher.on("error", () => this.#watcher?.close());
    } catch {
      this.#watcher = undefined;
    }
  }

  #discover(): void {
    const present = new Set(listLanes(this.directory));
    let changed = false;
    this.#look();
    for (const [lane, view] of this.#views) {
      if (present.has(lane)) continue;
      this.#views.delete(lane);
      view.close();
      changed = true;
    }
    this.#troubles.keepOnly(present);
    for (const lane of present) {
      if (this.#views.has(lane)) continue;
      const view = this.#troubles.contain(lane, "opened", () => openView(this.directory, lane));
      if (view === undefined) continue;
      this.#views.set(lane, view);
      changed = true;
    }
    if (changed) this.#tell();
    this.#adjustPolling();
  }

  #look(): void {
    const present = [...this.#views.values()];
    const news = present.filter(
      (view) =>
        view.isOpen && !view.isOwn && this.#troubles.contain(view.lane, "looked at", () => view.look()),
    );
    if (news.length > 0) this.#tell();
  }

  /** Pages are polled only while another process may write one. */
  #adjustPolling(): void {
    const needed = [...this.#views.values()].some((view) => view.isOpen && !view.isOwn);
    if (needed && this.#poll === undefined) {
      this.#poll = setInterval(() => this.#look(), this.#options.pollMs ?? 20);
      this.#poll.unref();
    } else if (!needed) {
      clearInterval(this.#poll);
      this.#poll = undefined;
    }
  }

  async #adoptAll(): Promise<void> {
    if (this.#options.adopt === false) return;
    this.#removeStillborn();
    for (const view of this.#views.values()) {
      if (this.#closed) return;
      if (!view.isOpen || view.isOwn) continue;
      // Told where it is watched; the next round tries again.
      await this.#troubles.watch(view.lane, "adopted", this.#adopt(view)).catch(() => undefined);
    }
    this.#adjustPolling();
  }

  async #adopt(view: LaneView): Promise<void> {
    view.look();
    if (!view.isOpen) return;
    const lock = lockUnlessGone(this.directory, view.lane);
    if (lock === undefined) return;
    try {
      await recoverLane(this.directory, view.lane, this.#options.log);
    } finally {
      lock.release();
    }
    view.forgetSegments();
    view.look();
    this.#tell();
  }

  #removeStillborn(): void {
    for (const lane of listStillborn(this.directory))
      this.#troubles.contain(lane, "cleared away", () => removeStillborn(this.directory, lane));
  }
}

function removeStillborn(directory: string, lane: string): void {
  const folder = laneFolder(directory, lane);
  const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age < stillbornAfterMs) return;
  const lock = lockUnlessGone(directory, lane);
  if (lock === undefined) return;
  lock.release();
  rmSync(folder, { recursive: true, force: true });
}

function openView(directory: string, lane: string): LaneView | undefined {
  try {
    return new LaneView(directory, lane);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function lockUnlessGone(directory: string, lane: string): ProcessLock | undefined {
  try {
    return tryLock(lockPath(laneFolder(directory, lane)));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Opens a reader on the directory; see {@link LogReader}. */
export function openLogReader(options: LogReaderOptions): LogReader {
  return new LogReader(options);
}
