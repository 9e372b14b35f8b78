import { sql } from "kysely";
import type { PgBoss, Queue } from "pg-boss";
import type { Logger } from "pino";
import { createDatabase, type Database, withClient } from "../db/database.ts";
import type { RunData } from "./job-names.ts";
import { ensureJobsSchema, jobConnections, jobsSchema } from "./jobs-schema.ts";

export interface JobStoreOptions {
  readonly postgres: { readonly ownerUrl: string; roleUrl(service: string): string };
  /** Whether this process runs jobs, and so looks after schedules and runs whose process died. */
  readonly runs: boolean;
  readonly log: Logger;
}

/** Where jobs are kept: pg-boss on a small pool of its own role. */
export interface OpenJobStore {
  readonly boss: PgBoss;
  readonly database: Database<unknown>;
}

const superviseSeconds = 10;
const quietMs = 60_000;

/**
 * The store of jobs, opened by the first use and closed with the process. Nothing of the library is loaded before, so
 * that a process that never asks for jobs pays nothing.
 */
export class JobStore {
  readonly #options: JobStoreOptions;
  #opening: Promise<OpenJobStore> | undefined;
  #closed = false;

  constructor(options: JobStoreOptions) {
    this.#options = options;
  }

  /** Opens the store, or gives the one that is open. A failure is not kept. */
  open(): Promise<OpenJobStore> {
    if (this.#closed) return Promise.reject(new Error("The store of jobs is closed."));
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** Resolves when runs under way have ended, at most after `timeoutMs`, and all connections are closed. */
  async close(timeoutMs: number): Promise<void> {
    this.#closed = true;
    const open = await this.#opening?.catch(() => undefined);
    if (open === undefined) return;
    await open.boss.stop({ graceful: true, timeout: timeoutMs, close: false });
    await open.database.close();
  }

  async #open(): Promise<OpenJobStore> {
    const { postgres, runs, log } = this.#options;
    const { getConstructionPlans, getMigrationPlans, PgBoss } = await import("pg-boss");
    const { default: library } = await import("pg-boss/package.json", { with: { type: "json" } });
    await ensureJobsSchema(postgres, { getConstructionPlans, getMigrationPlans }, library.pgboss.schema);
    const database = createDatabase<unknown>({
      url: postgres.roleUrl(jobsSchema),
      applicationName: "waypost-jobs",
      log,
      poolSize: jobConnections,
    });
    try {
      const executeSql = (text: string, values?: unknown[]) =>
        withClient(database.db, (client) => client.query(text, values));
      const boss = new PgBoss({
        db: { executeSql },
        schema: jobsSchema,
        migrate: false,
        createSchema: false,
        supervise: runs,
        schedule: runs,
        superviseIntervalSeconds: superviseSeconds,
        monitorIntervalSeconds: superviseSeconds,
        maintenanceIntervalSeconds: 600,
        // Needs the owner; autovacuum keeps tables of this size small.
        reindex: false,
      });
      let toldAt = Number.NEGATIVE_INFINITY;
      boss.on("error", (error) => {
        // Every queue asks every few seconds, and all fail together while PostgreSQL is away.
        const level = performance.now() - toldAt > quietMs ? "warn" : "debug";
        if (level === "warn") toldAt = performance.now();
        log[level]({ err: error }, "Jobs could not be asked for; that is tried again");
      });
      boss.on("warning", (warning) => log.debug({ warning }, "The store of jobs warns"));
      await boss.start();
      return { boss, database };
    } catch (error) {
      await database.close();
      throw error;
    }
  }
}

/** Makes the queue of a job, or brings it up to date. One run waits and one is at work, at most. */
export async function ensureQueue(boss: PgBoss, name: string, options: Omit<Queue, "name">): Promise<void> {
  await boss.createQueue(name, { ...options, policy: "stately" });
  await boss.updateQueue(name, options);
}

/** A run as it is kept. */
export interface StoredRun {
  readonly id: string;
  readonly name: string;
  readonly state: "created" | "retry" | "active" | "completed" | "cancelled" | "failed";
  readonly data: RunData | null;
  readonly output: unknown;
  readonly startAfter: Date;
  readonly startedOn: Date | null;
  readonly completedOn: Date | null;
}

const runColumns = sql`id, name, state, data, output, start_after as "startAfter", started_on as "startedOn",
  completed_on as "completedOn"`;

/** The runs of a job, newest first. */
export async function readRuns(
  database: Database<unknown>,
  name: string,
  limit: number,
): Promise<StoredRun[]> {
  const { rows } = await sql<StoredRun>`
    select ${runColumns} from job where name = ${name}
    order by coalesce(started_on, start_after) desc, created_on desc limit ${limit}`.execute(database.db);
  return rows;
}

/** The run that waits, the one at work, and the last that ended, of each job. */
export async function readLatestRuns(database: Database<unknown>): Promise<StoredRun[]> {
  const { rows } = await sql<StoredRun>`
    select distinct on (name, phase) ${runColumns}
    from (
      select *, case when state < 'active' then 1 when state = 'active' then 2 else 3 end as phase from job
      where name like '%/%'
    ) runs
    order by name, phase, coalesce(completed_on, start_after) desc`.execute(database.db);
  return rows;
}
