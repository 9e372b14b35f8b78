import { resolve } from "node:path";
import { type AnalyticsConfig, analyticsSettings } from "@waypost/analytics/config.ts";
import type { AnalyticsDatabase, AnalyticsTables } from "@waypost/analytics/store/tables.ts";
import { createDatabase, type Database } from "@waypost/kit/db/database.ts";
import { onPresses } from "@waypost/kit/lifecycle/presses.ts";
import {
  type DataFolderDatabase,
  openDataFolderDatabase,
} from "@waypost/kit/service/open-data-folder-database.ts";
import { reachPostgres } from "@waypost/kit/service/postgres-access.ts";
import type { Setting } from "@waypost/kit/settings/setting.ts";
import { type Logger, pino } from "pino";

const STATEMENT_TIMEOUT_MS = 3_600_000;

/** What a script that works on clicks has at hand. */
export interface Workplace {
  readonly database: AnalyticsDatabase;
  /** A pool of another service's role, as long as the work lasts. */
  open<Tables>(service: string): Database<Tables>;
  readonly config: Pick<AnalyticsConfig, "clickRetentionDays" | "geoFile">;
  /** Fires with Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Sessions a script opens per service. */
const SESSIONS = 3;

/**
 * Works on the database that `WAYPOST_DATABASE_URL` names, or else on that of the data folder `WAYPOST_DATA` (default
 * `.waypost`), whether or not Waypost runs on it.
 */
export async function withAnalytics<T>(work: (place: Workplace) => Promise<T>): Promise<T> {
  const { WAYPOST_CLICK_RETENTION_DAYS: days, WAYPOST_GEO_FILE: geo } = process.env;
  const log = pino({ level: "warn" }, pino.destination(2));
  const folder = await reach(log);
  try {
    const opened: { close(): Promise<void> }[] = [];
    const open = <Tables>(service: string): Database<Tables> => {
      const database = createDatabase<Tables>({
        url: folder.roleUrl(service),
        applicationName: "waypost-script",
        log,
        poolSize: SESSIONS,
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      });
      opened.push(database);
      return database;
    };
    const database = open<AnalyticsTables>("analytics");
    const stopping = new AbortController();
    const unlisten = onPresses(["SIGINT"], (press) => {
      if (press > 1) process.exit(130);
      stopping.abort(new Error("Interrupted; nothing of the step under way was changed."));
    });
    try {
      const config = {
        clickRetentionDays: read(analyticsSettings.clickRetentionDays, days),
        geoFile: geo || null,
      };
      return await work({ database, open, config, signal: stopping.signal });
    } finally {
      unlisten();
      await Promise.all(opened.map((pool) => pool.close()));
    }
  } finally {
    await folder.close();
  }
}

async function reach(log: Logger): Promise<Pick<DataFolderDatabase, "roleUrl" | "close">> {
  const { WAYPOST_DATA: data, WAYPOST_DATABASE_URL: url } = process.env;
  if (!url) return await openDataFolderDatabase(resolve(data || ".waypost"));
  return { ...(await reachPostgres(url, SESSIONS, log)), close: async () => undefined };
}

function read<T>(setting: Setting<T>, text: string | undefined): T {
  const reading = setting.read(text || (setting.defaultText ?? ""));
  if ("fault" in reading) throw new Error(`${setting.key}: ${reading.fault}.`);
  if (reading.value === null) throw new Error(`${setting.key} is missing.`);
  return reading.value;
}
