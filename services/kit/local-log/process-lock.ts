import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** A lock that this process holds until it releases it or dies, however it dies. */
export interface ProcessLock {
  release(): void;
}

/** The collector would close a connection that nobody refers to, and so end a lock that was not released. */
const held = new Set<DatabaseSync>();
const sqliteBusy = 5;

/**
 * Takes the lock at `path`, or answers undefined when another holder (in this or another process) has it.
 *
 * The lock is an exclusive transaction on an empty SQLite file: the operating system frees it at the instant the
 * process ends, a recycled process id can't hold it, and two holders inside one process exclude each other as well,
 * which plain file locks of POSIX do not. Local disks only. Nothing else may open the file: closing any other
 * descriptor of it would drop the lock.
 */
export function tryLock(path: string): ProcessLock | undefined {
  createPrivately(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
}
