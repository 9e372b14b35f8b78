import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Tells scripts and workers on the same machine, and of the same user, how to reach the running PostgreSQL. */
export interface ConnectionFile {
  readonly ownerUrl: string;
  /** The process that wrote it. */
  readonly pid: number;
}

/** Writes the file whole or not at all, mode 0600: it holds the owner's password. */
export function writeConnectionFile(path: string, connection: ConnectionFile): void {
  const unfinished = `${path}.new`;
  writeFileSync(unfinished, `${JSON.stringify(connection)}\n`, { mode: 0o600 });
  renameSync(unfinished, path);
}

/** What the file says, or undefined when it is missing or unreadable. It may be left over: try before trusting it. */
export function readConnectionFile(path: string): ConnectionFile | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    if (!("ownerUrl" in value) || typeof value.ownerUrl !== "string") return undefined;
    if (!("pid" in value) || typeof value.pid !== "number") return undefined;
    return { ownerUrl: value.ownerUrl, pid: value.pid };
  } catch {
    return undefined;
  }
}

/** Removes the file; quiet when it is not there. */
export function removeConnectionFile(path: string): void {
  rmSync(path, { force: true });
}
