import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { stateOf } from "./errors.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { closePublicSchema, ensureServiceRole, roleOf, schemaOf } from "./service-role.ts";

export interface MigrateOptions {
  /** The owner's URL of the database to migrate; the database must be there. */
  readonly ownerUrl: string;
  /** The folder with one folder of SQL files per service: `db`. */
  readonly root: string;
  readonly services: readonly string[];
  /** Password of a service's role, or null to leave the role's password as it is. */
  readonly rolePassword: (role: string, service: string) => string | null;
  readonly log: Logger;
  /** How long a migration waits for a lock before it lets others pass and tries again. Default 5,000. */
  readonly lockTimeoutMs?: number;
  /** How often a migration that got no lock is tried in all. Default 10. */
  readonly lockAttempts?: number;
}

/** What one run applied. */
export interface AppliedMigration {
  readonly service: string;
  readonly name: string;
  readonly tookMs: number;
}

/** Chosen once; every runner of migrations of this product takes this lock first. */
const ADVISORY_LOCK = 7_205_011_984;

/**
 * Brings the schemas of `services` to the state of their files, forward only. One runner at a time works on a
 * database, others wait for it; run again, it does nothing.
 *
 * Each file runs in a transaction together with the note that it ran, so it happened wholly or not at all. With
 * the header `-- no-transaction` the file has one statement and runs alone; an index that a broken attempt left
 * invalid is dropped before.
 *
 * @throws Error naming the file, when it fails, or when a file that was applied has been changed since.
 */
export async function migrate(options: MigrateOptions): Promise<AppliedMigration[]> {
  const files = options.services.map((service) => ({
    service,
    migrations: readMigrations(options.root, service),
  }));
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: "waypost-migrate" });
  await client.connect();
  const applied: AppliedMigration[] = [];
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await closePublicSchema(client, client.database ?? "");
    for (const { service, migrations } of files) {
      const role = roleOf(service);
      await ensureServiceRole(client, service, options.rolePassword(role, service));
      for (const migration of await pending(client, service, migrations, options.log)) {
        const tookMs = await apply(client, service, migration, options);
        options.log.info({ service, migration: migration.name, tookMs }, "Migrated");
        applied.push({ service, name: migration.name, tookMs });
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function pending(
  client: pg.Client,
  service: string,
  migrations: readonly Migration[],
  log: Logger,
): Promise<readonly Migration[]> {
  const table = `${pg.escapeIdentifier(schemaOf(service))}.schema_migrations`;
  await client.query(`
    create table if not exists ${table} (
      number     integer primary key,
      name       text not null,
      checksum   text not null,
      applied_at timestamptz not null default now()
    );
    revoke insert, update, delete on ${table} from ${pg.escapeIdentifier(roleOf(service))};
  `);
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    `select number, name, checksum from ${table} order by number`,
  );
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const row of rows) {
    const file = known.get(row.number);
    if (file === undefined) {
      log.warn(
        { service, migration: row.name },
        "The database is ahead: this migration is not among the files",
      );
    } else if (file.checksum !== row.checksum) {
      throw new Error(
        `${file.path} was changed after it was applied to this database as ${row.name}; restore the file and put the change into a new migration.`,
      );
    }
  }
  return migrations.slice(rows.length);
}

async function apply(
  client: pg.Client,
  service: string,
  migration: Migration,
  options: MigrateOptions,
): Promise<number> {
  const startedAt = performance.now();
  const attempts = options.lockAttempts ?? 10;
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(
        `set lock_timeout = ${options.lockTimeoutMs ?? 5_000}; set search_path = ${pg.escapeIdentifier(schemaOf(service))}`,
      );
      if (migration.transactional) await applyInTransaction(client, service, migration);
      else await applyAlone(client, service, migration);
      return Math.round(performance.now() - startedAt);
    } catch (error) {
      const LOCK_NOT_AVAILABLE = "55P03";
      if (stateOf(error) === LOCK_NOT_AVAILABLE && attempt < attempts) {
        options.log.warn(
          { service, migration: migration.name, attempt },
          "Got no lock in time; trying again",
        );
        await delay(100 * attempt);
        continue;
      }
      throw new Error(`${migration.path}${lineOf(error, migration)}: ${messageOf(error)}`, { cause: error });
    }
  }
}

async function applyInTransaction(client: pg.Client, service: string, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await note(client, service, migration);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function applyAlone(client: pg.Client, service: string, migration: Migration): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and not i.indisvalid`,
    [schemaOf(service)],
  );
  for (const { name } of rows) await client.query(`drop index concurrently ${name}`);
  await client.query(migration.sql);
  await note(client, service, migration);
}

async function note(client: pg.Client, service: string, migration: Migration): Promise<void> {
  await client.query(
    `insert into ${pg.escapeIdentifier(schemaOf(service))}.schema_migrations (number, name, checksum) values ($1, $2, $3)`,
    [migration.number, migration.name, migration.checksum],
  );
}

function lineOf(error: unknown, migration: Migration): string {
  if (!(error instanceof Error) || !("position" in error) || typeof error.position !== "string") return "";
  return `:${migration.sql.slice(0, Number(error.position)).split("\n").length}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
