import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readCatalogue } from "@waypost/kit/db/catalogue.ts";
import { migrate } from "@waypost/kit/db/migrate.ts";
import { dumpSchema } from "@waypost/kit/db/schema-dump.ts";
import { startScratchPostgres } from "@waypost/kit/db/scratch-postgres.ts";
import { ensureDatabase } from "@waypost/kit/db/service-role.ts";
import { readUses } from "@waypost/kit/service/read-uses.ts";
import pg from "pg";
import { pino } from "pino";
import { rowTypes } from "./row-types.ts";
import { servicesWithMigrations } from "./services-with-migrations.ts";

/**
 * Plans what follows from the migrations, without writing anything: `db/<service>.schema.sql` and
 * `gen/db/<service>.ts`, by path relative to `root`. All migrations run on an empty database of a real PostgreSQL.
 *
 * @throws Error naming the migration that fails, or the column that has no row type.
 */
export async function planDatabaseFiles(root: string): Promise<Map<string, string>> {
  const services = servicesWithMigrations(root);
  const files = new Map<string, string>();
  if (services.length === 0) return files;
  const server = await startScratchPostgres(join(root, "node_modules", ".cache", "waypost-gen-postgres"));
  const database = `gen_${randomBytes(4).toString("hex")}`;
  try {
    await ensureDatabase(server.ownerUrl(), database);
    await migrate({
      ownerUrl: server.ownerUrl(database),
      root: join(root, "db"),
      services: await readUses(root, services),
      rolePassword: () => null,
      log: pino({ level: "error" }),
    });
    await withClient(server.ownerUrl(database), async (client) => {
      for (const service of services) {
        const catalogue = await readCatalogue(client, service);
        files.set(`db/${service}.schema.sql`, dumpSchema(catalogue));
        files.set(`gen/db/${service}.ts`, rowTypes(catalogue));
      }
    });
    await withClient(server.ownerUrl(), (client) => client.query(`drop database ${database} with (force)`));
    return files;
  } finally {
    await server.stop();
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
