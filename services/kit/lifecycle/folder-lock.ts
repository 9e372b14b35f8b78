import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A held lock; {@link FolderLock.release} gives it up, and so does the end of the process, however it ends. */
export interface FolderLock {
  release(): void;
}

/** Thrown when another process, or this one, already holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
  /** The process that holds the lock, as far as it is known. */
  readonly holderPid: number | null;

  constructor(folder: string, holderPid: number | null) {
    const holder = holderPid === null ? "another process" : `process ${holderPid}`;
    super(
      `The data folder ${folder} is in use by ${holder}; stop that one first, or choose another in WAYPOST_DATA.`,
    );
    this.holderPid = holderPid;
  }
}

/** The collector would close a connection that nobody refers to, and so end a lock that was not released. */
const held = new Set<DatabaseSync>();

/**
 * Takes `folder` for this process alone, creating it (mode 0700) when it is not there.
 *
 * The lock is an exclusive SQLite transaction on `lock.db`: the operating system drops it with the process, so
 * a `kill -9` leaves nothing behind that has to be cleaned up or guessed at, and a reused process id cannot
 * confuse it. `lock.pid` beside it only says in messages who holds the lock.
 *
 * @throws FolderInUseError at once, without waiting, when the folder is taken.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidPath = join(folder, "lock.pid");
  const lockPath = join(folder, "lock.db");
  const database = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    chmodSync(lockPath, 0o600);
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new FolderInUseError(folder, readPid(pidPath));
    throw error;
  }
  writeFileSync(pidPath, `${process.pid}\n`, { mode: 0o600 });
  held.add(database);
  return {
    release() {
      if (!held.delete(database)) return;
      database.exec("ROLLBACK");
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function readPid(path: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
    return Number.isSafeInteger(pid) ? pid : null;
  } catch {
    return null;
  }
}
