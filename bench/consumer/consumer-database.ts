import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyticsDeclaration } from "@waypost/analytics/declaration.ts";
import type { AnalyticsDatabase, AnalyticsTables } from "@waypost/analytics/store/tables.ts";
import { createDatabase } from "@waypost/kit/db/database.ts";
import { startEmbeddedPostgres } from "@waypost/kit/db/embedded-postgres.ts";
import { migrate } from "@waypost/kit/db/migrate.ts";
import { ensureDatabase } from "@waypost/kit/db/service-role.ts";
import { pino } from "pino";

const root = new URL("../../db", import.meta.url).pathname;

/** A PostgreSQL of the bench's own, set up as the product does it, with the schema of analytics. */
export interface ConsumerDatabase {
  readonly database: AnalyticsDatabase;
  readonly ownerUrl: string;
  /** For logs of topics. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openConsumerDatabase(): Promise<ConsumerDatabase> {
  const log = pino({ level: "error" });
  const folder = await mkdtemp(join(tmpdir(), "waypost-bench-"));
  const server = await startEmbeddedPostgres({ folder: join(folder, "postgres"), log });
  const name = "waypost";
  await ensureDatabase(server.ownerUrl(), name);
  const ownerUrl = server.ownerUrl(name);
  await migrate({
    ownerUrl,
    root,
    services: [analyticsDeclaration],
    rolePassword: (role) => server.rolePassword(role),
    log,
  });
  const url = server.roleUrl("waypost_analytics", name);
  const database = createDatabase<AnalyticsTables>({ url, applicationName: "waypost-bench", log });
  return {
    database,
    ownerUrl,
    folder,
    async close() {
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
