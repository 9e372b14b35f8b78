import { sql } from "kysely";
import type { AnalyticsTx } from "./tables.ts";

/** One at a time folds, sums up or rebuilds; consumers only append and never wait for this. */
export async function lockRollups(tx: AnalyticsTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('waypost.analytics.rollups'))`.execute(tx);
}
