import type { JobHistoryEntry } from "@waypost/kit/service/job.ts";
import { sql } from "kysely";
import type { AnalyticsDb } from "./tables.ts";

/** Runs that changed nothing and happen every few seconds are not worth a row each. */
const QUIET_JOBS = new Set(["fold-rollups", "publish-ledger"]);

/** Keeps the history of the jobs; of the quick ones only what failed. */
export async function recordJobRun(db: AnalyticsDb, entry: JobHistoryEntry): Promise<void> {
  if (QUIET_JOBS.has(entry.job) && entry.outcome !== "failed") return;
  await sql`
    insert into job_runs (job, started_at, took_ms, outcome, detail)
    values (${entry.job}, ${entry.startedAt}, ${entry.tookMs}, ${entry.outcome},
            ${entry.detail === undefined ? null : JSON.stringify(entry.detail)}::jsonb)`.execute(db);
}

export async function forgetJobRuns(db: AnalyticsDb, beforeMs: number): Promise<void> {
  await sql`delete from job_runs where started_at < ${new Date(beforeMs)}`.execute(db);
}
