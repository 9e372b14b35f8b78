import { mkdirSync, realpathSync } from "node:fs";
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

/** Makes the folder (mode 0700) when it is not there. Throws, in one sentence, when that can't be done. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const real = realpathSync(path);
    return {
      path: real,
      postgres: join(real, "postgres"),
      log: join(real, "log"),
      adminKey: join(real, "admin-key"),
      connection: join(real, "connection.json"),
    };
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Error(`The data folder ${path} can't be used (${reason}); choose another in WAYPOST_DATA.`, {
      cause: error,
    });
  }
}
