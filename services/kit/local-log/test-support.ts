import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Range } from "../position/multirange.ts";
import { laneFolder, lockPath } from "./lane-files.ts";
import { type LogFs, nodeFs } from "./log-fs.ts";
import type { LogReader } from "./reader.ts";
import type { LogRecord } from "./segment-scan.ts";

/** A folder of its own for the running test, removed after it. */
export function temporaryFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** As {@link temporaryFolder}, for many short lives inside one test; the caller removes it. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "waypost-log-"));
}

/** What the disk would hold if the writer's process died now: the lane in a new folder, its lock free. */
export function crashImage(directory: string, lane: string, into: string = makeFolder()): string {
  cpSync(laneFolder(directory, lane), laneFolder(into, lane), {
    recursive: true,
    filter: (path) => path !== lockPath(laneFolder(directory, lane)),
  });
  return into;
}

/** All records of a lane, and the numbers that have none. */
export interface WholeLane {
  readonly records: readonly LogRecord[];
  readonly unreadable: readonly Range[];
  readonly freed: readonly Range[];
}

/** Everything a reader can tell of a lane, read in small steps. */
export async function readWhole(reader: LogReader, lane: string, maxRecords = 7): Promise<WholeLane> {
  const whole = { records: [] as LogRecord[], unreadable: [] as Range[], freed: [] as Range[] };
  let from = 1;
  for (;;) {
    const read = await reader.read(lane, from, { maxRecords });
    whole.records.push(...read.records);
    whole.unreadable.push(...read.unreadable);
    whole.freed.push(...read.freed);
    if (read.next === from) return whole;
    from = read.next;
  }
}

/** The payload as UTF-8. */
export const textOf = (record: LogRecord): string => Buffer.from(record.payload).toString();

/** What one write does: everything, only so many bytes, or nothing and an error. */
export type WriteFault = "whole" | "fails" | { readonly short: number; readonly thenFails: boolean };

/** A disk whose writes to segments misbehave by plan; the plan's end means a healthy disk. */
export function faultyFs(plan: WriteFault[], options: { truncateFails?: () => boolean } = {}): LogFs {
  let failNext = false;
  const full = () => Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  return {
    ...nodeFs,
    writeSync: (fd, buffer, offset, length, position) => {
      // Pages are written at the start of their file; they are preallocated and stay writable.
      if (
        position === 0 &&
        (length === 64 || length === 4096) &&
        !buffer.subarray(offset, offset + 8).equals(Buffer.from("WPLOGSEG"))
      ) {
        return nodeFs.writeSync(fd, buffer, offset, length, position);
      }
      if (failNext) {
        failNext = false;
        throw full();
      }
      const fault = plan.shift() ?? "whole";
      if (fault === "fails") throw full();
      if (fault === "whole" || fault.short >= length)
        return nodeFs.writeSync(fd, buffer, offset, length, position);
      failNext = fault.thenFails;
      return nodeFs.writeSync(fd, buffer, offset, Math.max(1, fault.short), position);
    },
    ftruncateSync: (fd, length) => {
      if (options.truncateFails?.() === true) throw full();
      nodeFs.ftruncateSync(fd, length);
    },
  };
}
