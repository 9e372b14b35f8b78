import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDatabase, type Database, type DatabaseOptions } from "@waypost/kit/db/database.ts";
import { type KitPart, readPart } from "@waypost/kit/db/kit-parts.ts";
import { type MigratedService, migrate } from "@waypost/kit/db/migrate.ts";
import { readMigrations } from "@waypost/kit/db/migration-files.ts";
import { deriveRolePassword } from "@waypost/kit/db/role-password.ts";
import { ensureDatabase, roleOf } from "@waypost/kit/db/service-role.ts";
import { readUses } from "@waypost/kit/service/read-uses.ts";
import pg from "pg";
import { pino } from "pino";
import { vi } from "vitest";
import { askForPart } from "./on-demand.ts";

/** A database of its own for one test or one file of tests. */
export interface TestDatabase {
  readonly name: string;
  /** For what a service's role may not do. */
  readonly ownerUrl: string;
  /** The URL of a service's role. */
  url(service: string): string;
  /** A pool of three connections as a service's role; closed with the test database. */
  open<Tables>(service: string, options?: Partial<DatabaseOptions>): Database<Tables>;
  /**
   * Closes what {@link TestDatabase.open} opened and drops the database.
   *
   * @throws Error listing the connections that somebody else left open, so that the test fails.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const ROOT = join(CHECKOUT, "db");
const TEMPLATE_PREFIX = "waypost_template_";
/** Changed with what makes roles and schemas, so that templates of before are not used any more. */
const TEMPLATE_VERSION = "2";
const TEST_PREFIX = "waypost_test_";

/**
 * Clones a database with the migrated schemas of `services` (none: an empty one) in some 50 ms.
 *
 * `root` is the folder of migrations, default `db`; `uses` what each service takes of kit, default as it declares.
 * The template is migrated once per state of the migration files and kept between runs. Needs
 * `postgres-setup.ts` as vitest's globalSetup.
 */
export async function createTestDatabase(
  services: string | readonly string[] = [],
  options: { readonly root?: string; readonly uses?: readonly KitPart[] } = {},
): Promise<TestDatabase> {
  const list = typeof services === "string" ? [services] : services;
  const clusterUrl = await askForPart("postgresOnDemand");
  const name = `${TEST_PREFIX}${randomBytes(6).toString("hex")}`;
  await asOwner(clusterUrl, async (client) => {
    // One builder at a time, over all workers; cloning needs the template free of connections as well.
    await client.query("select pg_advisory_lock(hashtext('waypost test template'))");
    const template = await ensureTemplate(
      client,
      clusterUrl,
      await schemasOf(list, options.uses),
      options.root ?? ROOT,
    );
    await client.query(`create database ${name} template ${template}`);
  });
  const ownerUrl = withDatabase(clusterUrl, name);
  const opened: Pick<Database<unknown>, "close">[] = [];
  const url = (service: string) => roleUrl(ownerUrl, roleOf(service));
  const close = async () => {
    await Promise.all(opened.map((database) => database.close()));
    const leaks = await asOwner(clusterUrl, (client) => dropTestDatabase(client, name));
    if (leaks.length > 0) throw new Error(`Connections left open on ${name}: ${leaks.join("; ")}`);
  };
  return {
    name,
    ownerUrl,
    url,
    open<Tables>(service: string, more: Partial<DatabaseOptions> = {}) {
      const defaults = {
        url: url(service),
        applicationName: `test-${service}`,
        log: pino({ level: "error" }),
        poolSize: 3,
      };
      const database = createDatabase<Tables>({ ...defaults, ...more });
      opened.push(database);
      return database;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Drops a database of a test, and only such a one. Returns what was still connected to it. */
export async function dropTestDatabase(client: pg.Client, name: string): Promise<string[]> {
  if (!name.startsWith(TEST_PREFIX))
    throw new Error(`\`${name}\` is not a test database; it is not dropped.`);
  const connected = async () => {
    const { rows } = await client.query<{ what: string }>(
      `select format('%s: %s', application_name, left(query, 100)) as what
       from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    return rows.map((row) => row.what);
  };
  let left = await connected();
  if (left.length > 0) {
    // A connection that was closed a moment ago is still seen while its backend ends.
    const gone = async () => {
      left = await connected();
      return left.length === 0;
    };
    await vi.waitUntil(gone, { timeout: 2_000, interval: 20 }).catch(() => undefined);
  }
  await client.query(`drop database ${name} with (force)`);
  return left;
}

async function schemasOf(names: readonly string[], uses?: readonly KitPart[]): Promise<MigratedService[]> {
  return uses === undefined ? await readUses(CHECKOUT, names) : names.map((name) => ({ name, uses }));
}

async function ensureTemplate(
  client: pg.Client,
  clusterUrl: string,
  services: readonly MigratedService[],
  root: string,
): Promise<string> {
  const hash = createHash("sha256").update(TEMPLATE_VERSION);
  for (const service of services) {
    hash.update(`${service.name}\n`);
    const parts = (service.uses ?? []).flatMap(readPart);
    for (const migration of [...parts, ...readMigrations(root, service.name)])
      hash.update(`${migration.name} ${migration.checksum}\n`);
  }
  const name = `${TEMPLATE_PREFIX}${hash.digest("hex").slice(0, 24)}`;
  const found = await client.query("select from pg_database where datname = $1", [name]);
  if (found.rowCount !== 0) return name;
  // Built under another name, so that an interrupted run leaves no half-migrated template.
  const building = `${TEMPLATE_PREFIX}building`;
  await client.query(`drop database if exists ${building} with (force)`);
  await ensureDatabase(clusterUrl, building);
  await migrate({
    ownerUrl: withDatabase(clusterUrl, building),
    root,
    services,
    rolePassword: (role) => deriveRolePassword(passwordOf(clusterUrl), role),
    log: pino({ level: "error" }),
  });
  await client.query(`alter database ${building} rename to ${name}`);
  return name;
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "test-owner" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function roleUrl(ownerUrl: string, role: string): string {
  const changed = new URL(ownerUrl);
  changed.username = role;
  changed.password = deriveRolePassword(passwordOf(ownerUrl), role);
  return changed.href;
}

function passwordOf(url: string): string {
  return decodeURIComponent(new URL(url).password);
}
