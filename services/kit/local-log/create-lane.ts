import { mkdirSync, utimesSync } from "node:fs";
import { v7 as uuidv7 } from "uuid";
import { folderMode, laneFolder, lockPath, pagePath } from "./lane-files.ts";
import { LanePage } from "./lane-page.ts";
import { type LogFs, syncFolder } from "./log-fs.ts";
import { type ProcessLock, tryLock } from "./process-lock.ts";

/** A lane that was just born: it has a lock, which this process holds, a page, and no segment. */
export interface NewLane {
  /** UUIDv7. */
  readonly lane: string;
  readonly folder: string;
  readonly lock: ProcessLock;
  readonly page: LanePage;
}

/**
 * Makes a lane in the directory of a log; with `durable`, it survives a power loss from now on. When that fails half
 * way, a folder without a page stays behind: readers leave it alone and remove it later.
 */
export function createLane(directory: string, options: { durable: boolean; fs: LogFs }): NewLane {
  const lane = uuidv7();
  const folder = laneFolder(directory, lane);
  mkdirSync(folder, { mode: folderMode });
  const lock = tryLock(lockPath(folder));
  // Readers leave a lane without a page alone, so nobody else can hold the lock of a new one.
  if (lock === undefined) throw new Error(`the lock of the new lane ${lane} is taken`);
  try {
    const page = LanePage.create(pagePath(folder), options.fs);
    if (options.durable) syncFolder(directory);
    // Readers elsewhere watch the directory, not the lane's folder: this tells them that the page is there.
    utimesSync(folder, new Date(), new Date());
    return { lane, folder, lock, page };
  } catch (error) {
    lock.release();
    throw error;
  }
}
