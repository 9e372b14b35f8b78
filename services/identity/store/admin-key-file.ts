import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

/** The key in the file, or undefined when there is no file or nothing in it. */
export function readAdminKey(path: string): string | undefined {
  try {
    const key = readFileSync(path, "utf8").trim();
    return key === "" ? undefined : key;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`The admin key can't be read from ${path}; see who owns the file.`, { cause: error });
  }
}

/** Writes the file whole or not at all, mode 0600, and waits until it is on the disk. */
export function writeAdminKey(path: string, key: string): void {
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, "w", 0o600);
  try {
    chmodSync(unfinished, 0o600);
    writeSync(file, `${key}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}
