import { closeSync, fdatasyncSync, openSync, renameSync, writeSync } from "node:fs";
import { fileMode } from "./lane-files.ts";

/**
 * Puts a small text in place of what the file held, all of it or nothing. With `durable` (the default) it has reached
 * the disk before it takes the place.
 */
export function replaceFile(path: string, text: string, durable = true): void {
  const next = `${path}.new`;
  const fd = openSync(next, "w", fileMode);
  try {
    writeSync(fd, text);
    if (durable) fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(next, path);
}
