import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { stateOf } from "./errors.ts";
import { type KitPart, readPart } from "./kit-parts.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { closePublicSchema, ensureServiceRole, roleOf, schemaOf } from "./service-role.ts";

/** A service with what its schema is made of beside its own files. */
export interface MigratedService {
  readonly name: string;
  readonly uses?: readonly KitPart[];
}

export interface MigrateOptions {
  /** The owner's URL of the database to migrate; the database must be there. */
  readonly ownerUrl: string;
  /** The folder with one folder of SQL files per service: `db`. */
  readonly root: string;
  /** What each uses of kit comes into its schema too, before its own files. */
  readonly services: readonly MigratedService[];
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
  /** Of a part of kit with the part before it, such as `outbox/0001-outbox.sql`. */
  readonly name: string;
  readonly tookMs: number;
}

/** Files that are numbered by themselves in one schema: those of the service, or of a part of kit. */
interface Series {
  readonly service: string;
  readonly part: KitPart | null;
  readonly migrations: readonly Migration[];
}

/** Chosen once; every runner of migrations of this product takes this lock first. */
const ADVISORY_LOCK = 7_205_011_984;

/**
 * Brings the schemas of `services` to the state of their files and of kit's parts, forward only. One runner at a time works on a
 * database, others wait for it; run again, it does nothing.
 *
 * Each file runs in a transaction together with the note that it ran, so it happened wholly or not at all. With
 * the header `-- no-transaction` the file has one statement and runs alone; an index that a broken attempt left
 * invalid is dropped before.
 *
 * @throws Error naming the file, when it fails, or when a file that was applied has been changed since and does not
 * know what it was by a header `-- formerly: <checksum>`.
 */
export async function migrate(options: MigrateOptions): Promise<AppliedMigration[]> {
  const files = options.services.map(({ name: service, uses = [] }) => ({
    service,
    series: [
      ...uses.map((part): Series => ({ service, part, migrations: readPart(part) })),
      { service, part: null, migrations: readMigrations(options.root, service) },
    ],
  }));
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: "waypost-migrate" });
  await client.connect();
  const applied: AppliedMigration[] = [];
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await closePublicSchema(client, client.database ?? "");
    for (const { service, series } of files) {
      const role = roleOf(service);
      await ensureServiceRole(client, service, options.rolePassword(role, service));
      await ensureNotes(client, service);
      for (const one of series) {
        for (const migration of await pending(client, one, options.log)) {
          const tookMs = await apply(client, one, migration, options);
          const name = one.part === null ? migration.name : `${one.part}/${migration.name}`;
          options.log.debug({ service, migration: name, tookMs }, "Migrated");
          applied.push({ service, name, tookMs });
        }
      }
    }
    if (applied.length > 0) {
      const tookMs = applied.reduce((sum, it) => sum + it.tookMs, 0);
      options.log.info({ migrations: applied.length, tookMs }, "The database is migrated");
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** The tables in which is noted what was applied. */
async function ensureNotes(client: pg.Client, service: string): Promise<void> {
  const schema = pg.escapeIdentifier(schemaOf(service));
  const noted = "name text not null, checksum text not null, applied_at timestamptz not null default now()";
  await client.query(`
    create table if not exists ${schema}.schema_migrations (number integer primary key, ${noted});
    create table if not exists ${schema}.kit_migrations (
      part text not null, number integer not null, ${noted}, primary key (part, number)
    );
    revoke insert, update, delete on ${schema}.schema_migrations, ${schema}.kit_migrations
      from ${pg.escapeIdentifier(roleOf(service))};
  `);
}

/** Where the migrations of a series are noted, and the value that tells them from those of others in the same table. */
function notesOf({ service, part }: Series): { readonly table: string; readonly key: readonly KitPart[] } {
  const table = part === null ? "schema_migrations" : "kit_migrations";
  return {
    table: `${pg.escapeIdentifier(schemaOf(service))}.${table}`,
    key: part === null ? [] : [part],
  };
}

async function pending(client: pg.Client, series: Series, log: Logger): Promise<readonly Migration[]> {
  const { service, migrations } = series;
  const { table, key } = notesOf(series);
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    `select number, name, checksum from ${table} ${key.length === 0 ? "" : "where part = $1"} order by number`,
    [...key],
  );
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const row of rows) {
    const file = known.get(row.number);
    if (file === undefined) {
      log.warn(
        { service, migration: row.name },
        "The database is ahead: this migration is not among the files",
      );
    } else if (![file.checksum, ...file.formerly].includes(row.checksum)) {
      throw new Error(
        `${file.path} was changed after it was applied to this database as ${row.name}; restore the file and put the change into a new migration.`,
      );
    }
  }
  return migrations.slice(rows.length);
}

async function apply(
  client: pg.Client,
  series: Series,
  migration: Migration,
  options: MigrateOptions,
): Promise<number> {
  const { service } = series;
  const startedAt = performance.now();
  const attempts = options.lockAttempts ?? 10;
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(
        `set lock_timeout = ${options.lockTimeoutMs ?? 5_000}; set search_path = ${pg.escapeIdentifier(schemaOf(service))}`,
      );
      if (migration.transactional) await applyInTransaction(client, series, migration);
      else await applyAlone(client, series, migration);
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

async function applyInTransaction(client: pg.Client, series: Series, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await note(client, series, migration);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function applyAlone(client: pg.Client, series: Series, migration: Migration): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and not i.indisvalid`,
    [schemaOf(series.service)],
  );
  for (const { name } of rows) await client.query(`drop index concurrently ${name}`);
  await client.query(migration.sql);
  await note(client, series, migration);
}

async function note(client: pg.Client, series: Series, migration: Migration): Promise<void> {
  const { table, key } = notesOf(series);
  await client.query(
    `insert into ${table} (number, name, checksum${key.length === 0 ? "" : ", part"})
     values ($1, $2, $3${key.length === 0 ? "" : ", $4"})`,
    [migration.number, migration.name, migration.checksum, ...key],
  );
}

function lineOf(error: unknown, migration: Migration): string {
  if (!(error instanceof Error) || !("position" in error) || typeof error.position !== "string") return "";
  return `:${migration.sql.slice(0, Number(error.position)).split("\n").length}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
