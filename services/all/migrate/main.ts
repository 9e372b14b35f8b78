// Brings the database to what the services expect, and ends: the step before a first start and before each upgrade.
import { join } from "node:path";
import { accessBy } from "@waypost/kit/service/postgres-access.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import { parseSettings } from "@waypost/kit/settings/parse-settings.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import { migrateAll } from "../migrate-all.ts";
import { services } from "../services.ts";

const root = join(import.meta.dirname, "../../..");
const { databaseUrl, logLevel } = processSettings;
try {
  const config = parseSettings({ databaseUrl, logLevel }, process.env);
  if (config.databaseUrl === null) throw new Error("Migrating needs WAYPOST_DATABASE_URL.");
  const log = createLogger(config.logLevel ?? "info", process.stderr);
  await migrateAll(root, services, accessBy(config.databaseUrl), log);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
