import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Where a log keeps its files:
 *
 *     <directory>/<lane>/lock                      held while the writer lives
 *     <directory>/<lane>/page                      published head, unrecorded count and state
 *     <directory>/<lane>/00000000000000000001.seg  named after its first number
 */
export interface SegmentFile {
  readonly firstSeq: number;
  readonly path: string;
}

const lanePattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const segmentPattern = /^(\d{20})\.seg$/;

/** Mode of the log's folders: nobody else may look, for payloads may hold personal data. */
export const folderMode = 0o700;
/** Mode of the log's files. */
export const fileMode = 0o600;

/** The folder of a lane. */
export const laneFolder = (directory: string, lane: string): string => join(directory, lane);
/** The lock in a lane's folder. */
export const lockPath = (folder: string): string => join(folder, "lock");
/** The page in a lane's folder. */
export const pagePath = (folder: string): string => join(folder, "page");
/** The segment in a lane's folder that begins with number `firstSeq`. */
export const segmentPath = (folder: string, firstSeq: number): string =>
  join(folder, `${String(firstSeq).padStart(20, "0")}.seg`);

/** The lanes on disk, oldest first. A folder without a page is a lane about to be born, and is left out. */
export function listLanes(directory: string): string[] {
  return namesIn(directory)
    .filter((name) => lanePattern.test(name) && existsSync(pagePath(laneFolder(directory, name))))
    .sort();
}

/** Folders of lanes that never came to life: their process died between making the folder and the page. */
export function listStillborn(directory: string): string[] {
  return namesIn(directory).filter(
    (name) => lanePattern.test(name) && !existsSync(pagePath(laneFolder(directory, name))),
  );
}

/** The segments of a lane in the order of their numbers; none when the folder is gone. */
export function listSegments(folder: string): SegmentFile[] {
  const segments: SegmentFile[] = [];
  for (const name of namesIn(folder)) {
    const digits = segmentPattern.exec(name)?.[1];
    if (digits !== undefined) segments.push({ firstSeq: Number(digits), path: join(folder, name) });
  }
  return segments.sort((a, b) => a.firstSeq - b.firstSeq);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether a system call failed because the file isn't there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
