import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** What was found in the place where a running PostgreSQL leaves its process id. */
export type LeftOver =
  /** No `postmaster.pid`: the last server was stopped cleanly, or there was none. */
  | { readonly kind: "none" }
  /** The file names a process that is gone, or that is something else by now. */
  | { readonly kind: "stale"; readonly pid: number | null }
  /** A PostgreSQL still runs on this folder, although the Waypost that started it is gone. */
  | { readonly kind: "orphan"; readonly pid: number };

/**
 * Looks at what an earlier run left in `pgdata`. The caller holds the folder's lock, so a server that still runs
 * there is an orphan.
 */
export function inspectLeftOver(pgdata: string): LeftOver {
  let lines: string[];
  try {
    lines = readFileSync(join(pgdata, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return { kind: "none" };
  }
  const pid = Number.parseInt(lines[0] ?? "", 10);
  if (!Number.isSafeInteger(pid) || pid <= 0) return { kind: "stale", pid: null };
  return isAlive(pid) && isPostgresOn(pid, pgdata) ? { kind: "orphan", pid } : { kind: "stale", pid };
}

/** Removes the files of a server that is gone; PostgreSQL itself would refuse when its process id is in use again. */
export function removeStalePid(pgdata: string): void {
  rmSync(join(pgdata, "postmaster.pid"), { force: true });
  for (const name of readdirSync(pgdata))
    if (name.startsWith(".s.PGSQL.")) rmSync(join(pgdata, name), { force: true });
}

/**
 * Stops a server by process id: a fast shutdown first, which ends sessions and writes a checkpoint; after
 * `timeoutMs` an immediate one, after which the next start recovers from the log; then SIGKILL.
 *
 * @throws Error when even that does not end it within another 10 seconds.
 */
export async function stopServer(pid: number, timeoutMs: number): Promise<void> {
  const steps: readonly [NodeJS.Signals, number][] = [
    ["SIGINT", timeoutMs],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ];
  for (const [signal, patienceMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const giveUpAt = Date.now() + patienceMs;
    while (Date.now() < giveUpAt) {
      if (!isAlive(pid)) return;
      await delay(10);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) could not be stopped.`);
}

/** Whether a process with this id runs; zombies, whose exit nobody has read yet, do not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  if (process.platform !== "linux") return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return false;
  }
}

function isPostgresOn(pid: number, pgdata: string): boolean {
  const command = commandOf(pid);
  const folder = realpathSync(pgdata);
  return command.includes("postgres") && command.includes(folder);
}

function commandOf(pid: number): string {
  try {
    if (process.platform === "linux")
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
