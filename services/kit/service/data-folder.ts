import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** Where things are in a data folder (`WAYPOST_DATA`). */
export interface DataFolder {
  readonly path: string;
  /** Cluster, password and lock of the embedded PostgreSQL. */
  readonly postgres: string;
  /** The local log, one folder per lane. */
  readonly log: string;
  /** The first API key, mode 0600. */
  readonly adminKey: string;
  /** How to reach the PostgreSQL that runs on this folder, mode 0600; there only while it runs. */
  readonly connection: string;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "is not this user's to write",
  EPERM: "is not this user's to write",
  EROFS: "is on a disk that can't be written",
  EEXIST: "is no folder",
  ENOTDIR: "is no folder",
};

/** Makes the folder (mode 0700) when it is not there. Throws, in one sentence, when that can't be done. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const real = realpathSync(path);
    accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK);
    return {
      path: real,
      postgres: join(real, "postgres"),
      log: join(real, "log"),
      adminKey: join(real, "admin-key"),
      connection: join(real, "connection.json"),
    };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const reason = reasons[code] ?? `can't be used (${code})`;
    throw new Error(`The data folder ${path} ${reason}; choose another in WAYPOST_DATA.`, { cause: error });
  }
}
