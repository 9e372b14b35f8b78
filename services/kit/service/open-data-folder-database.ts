import { existsSync } from "node:fs";
import pg from "pg";
import { pino } from "pino";
import { FolderInUseError } from "../lifecycle/folder-lock.ts";
import { Scope } from "../lifecycle/scope.ts";
import { readConnectionFile } from "./connection-file.ts";
import { openDataFolder } from "./data-folder.ts";
import { accessBy, openPostgres, type PostgresAccess } from "./postgres-access.ts";

/** The database of a data folder, for as long as a script needs it. */
export interface DataFolderDatabase extends PostgresAccess {
  /** Whether a running Waypost answers; otherwise PostgreSQL was started for this script alone. */
  readonly running: boolean;
  /** Stops PostgreSQL when it was started for this script. */
  close(): Promise<void>;
}

/**
 * Reaches the database of a data folder: that of the Waypost that runs on it, or, when none does, the embedded
 * PostgreSQL, started for the duration. Does not migrate.
 *
 * @throws Error in one sentence when there is no database in the folder, or it is just being started or stopped.
 */
export async function openDataFolderDatabase(path: string): Promise<DataFolderDatabase> {
  if (!existsSync(path))
    throw new Error(`There is no data folder ${path}; set WAYPOST_DATA to the one to work on.`);
  const data = openDataFolder(path);
  const connection = readConnectionFile(data.connection);
  if (connection !== undefined && (await answers(connection.ownerUrl))) {
    return { ...accessBy(connection.ownerUrl), running: true, close: async () => undefined };
  }
  if (!existsSync(data.postgres))
    throw new Error(`The data folder ${path} holds no database yet; run npm start once.`);
  const log = pino({ level: "warn" }, pino.destination(2));
  try {
    const { scope, value } = await Scope.open("script", log, (opened) =>
      openPostgres(opened, { data, databaseUrl: null, sessions: 0, log, onLost: () => undefined }),
    );
    return {
      ...value,
      running: false,
      async close() {
        await scope.stop();
      },
    };
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new Error(`Waypost is starting or stopping on ${path}; try again in a moment.`, { cause: error });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
