import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "@waypost/kit/db/postgres-orphan.ts";

const patienceMs = 10_000;

/**
 * Ends the process of which a killed one left the number in `pidFile`, if it still runs and its command line holds
 * `mark`: numbers of processes are given again.
 */
export async function endLeftOver(pidFile: string, mark: string): Promise<void> {
  const pid = readPid(pidFile);
  if (pid !== undefined && isAlive(pid) && commandOf(pid).includes(mark)) {
    process.kill(pid, "SIGTERM");
    const endAt = performance.now() + patienceMs;
    while (isAlive(pid)) {
      if (performance.now() > endAt) process.kill(pid, "SIGKILL");
      await delay(50);
    }
  }
  rmSync(pidFile, { force: true });
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  return spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}
