import pg from "pg";
import { ensureServiceRole, roleOf } from "../db/service-role.ts";

/** Schema and, with the prefix of all roles, role of the scheduled jobs of every service. */
export const jobsSchema = "jobs";

/** Connections that a process may open for jobs. */
export const jobConnections = 3;

/** Chosen once; whoever makes or upgrades the schema takes this lock first. */
const advisoryLock = 7_205_011_985;

/** What of pg-boss makes its tables; handed in, so that it is only loaded when it is wanted. */
export interface JobsSchemaPlans {
  getConstructionPlans(schema: string, options: { readonly createSchema: boolean }): string;
  getMigrationPlans(schema: string, version: number): string;
}

/**
 * Brings the schema of the jobs to the version of the library, as the owner; the library's statements make it, not a
 * migration of ours, so that both always fit. The role that works with it may only read and write rows. Waits for no
 * connection longer than 5 s, and for no lock (somebody else makes the schema) longer than `lockTimeoutMs`, default
 * 10,000; throws then, and may be tried again.
 */
export async function ensureJobsSchema(
  access: { readonly ownerUrl: string; roleUrl(service: string): string },
  plans: JobsSchemaPlans,
  version: number,
  lockTimeoutMs = 10_000,
): Promise<void> {
  const client = new pg.Client({
    connectionString: access.ownerUrl,
    application_name: "waypost-jobs-schema",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // For a server that has gone silent; what it makes here takes a second.
    query_timeout: lockTimeoutMs + 50_000,
  });
  // A connection that breaks while nothing runs on it must not end the process; the next statement fails.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select set_config('lock_timeout', $1, false)", [String(lockTimeoutMs)]);
    await client.query("select pg_advisory_lock($1)", [advisoryLock]);
    const found = await installedVersion(client);
    if (found !== null && found >= version) return;
    const password = decodeURIComponent(new URL(access.roleUrl(jobsSchema)).password);
    await ensureRole(client, password);
    await client.query(
      found === null
        ? plans.getConstructionPlans(jobsSchema, { createSchema: false })
        : plans.getMigrationPlans(jobsSchema, found),
    );
  } finally {
    await client.end();
  }
}

/** Roles belong to the whole cluster, so another of its databases may be changing this one at the same moment. */
async function ensureRole(client: pg.Client, password: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ensureServiceRole(client, jobsSchema, password);
    } catch (error) {
      const raced = error instanceof Error && /concurrently updated|already exists/.test(error.message);
      if (!raced || attempt === 5) throw error;
    }
  }
}

async function installedVersion(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('${jobsSchema}.version') is not null
       and exists (select from pg_roles where rolname = '${roleOf(jobsSchema)}') as there`,
  );
  if (rows[0]?.there !== true) return null;
  const installed = await client.query<{ version: number }>(`select version from ${jobsSchema}.version`);
  return installed.rows[0]?.version ?? null;
}
