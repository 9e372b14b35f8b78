import type { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import type { CallScope } from "@waypost/kit/db/connection.ts";
import { inTransaction } from "@waypost/kit/db/database.ts";
import type { Outbox } from "@waypost/kit/outbox/outbox.ts";
import { type Emit, withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import { sql } from "kysely";
import { lockRollups } from "./lock-rollups.ts";
import { mergeInto, trimRollups } from "./merge-rollups.ts";
import { daysUntil } from "./sum-up-days.ts";
import type { AnalyticsDatabase, AnalyticsTx } from "./tables.ts";

/** Roll-up rows of one transaction, for those who say nothing else. */
const AT_ONCE = 400_000;

/** What a link has been clicked since it was made. */
export interface RaisedCounts {
  readonly linkId: string;
  readonly human: number;
  readonly bot: number;
  readonly uniq: number;
}

/** Told, in the transaction of the fold, of the links whose totals rose. */
export interface RaisedTeller {
  readonly outbox: Outbox<typeof CountsEventSchema>;
  /** Until when every click is stored, asked before the fold reads. */
  readAsOf(tx: AnalyticsTx): Promise<Date>;
  /** `asOf` is null when the fold left roll-up rows over, so that the totals are not complete until then. */
  tell(emit: Emit<typeof CountsEventSchema>, raised: readonly RaisedCounts[], asOf: Date | null): void;
}

/**
 * Folds up to `limit` fresh roll-up rows into quarter-hours and totals, and into days too where the quarter-hour is
 * already part of its day's sum; in one transaction. Returns how many. Readers see each click exactly once, in a fresh
 * roll-up row or folded.
 */
export async function foldFresh(
  database: AnalyticsDatabase,
  scope: CallScope,
  limit = AT_ONCE,
  teller: RaisedTeller | null = null,
): Promise<number> {
  const fold = async (tx: AnalyticsTx, emit: Emit<typeof CountsEventSchema> | null) => {
    await lockRollups(tx);
    await sql`set local synchronous_commit = off; set local work_mem = '64MB'`.execute(tx);
    const asOf = (await teller?.readAsOf(tx)) ?? null;
    const { rows } = await sql<FoldRow>`
      with taken as (
        delete from rollup_fresh where ctid = any (array(select ctid from rollup_fresh limit ${limit})) returning *
      ),
      late as materialized (select * from taken where bucket < ${daysUntil}),
      ${mergeInto("quarters", "taken")},
      ${mergeInto("days", "late")},
      totals as (
        insert into rollup_totals as t (scope, workspace_id, human, bot, uniq)
        select scope, min(workspace_id::text)::uuid, sum(human)::bigint, sum(bot)::bigint, sum(uniq)::bigint
        from taken group by scope
        on conflict (scope) do update
          set human = t.human + excluded.human, bot = t.bot + excluded.bot, uniq = t.uniq + excluded.uniq
        returning scope, workspace_id, human, bot, uniq
      )
      select count(*) as folded,${teller === null ? sql`` : raisedColumns}
             exists (select from quarters_written where large) as large_quarters,
             exists (select from days_written where large) as large_days
      from taken`.execute(tx);
    if (rows[0]?.large_quarters) await trimRollups(tx, "quarters");
    if (rows[0]?.large_days) await trimRollups(tx, "days");
    const folded = rows[0]?.folded ?? 0;
    if (emit !== null) teller?.tell(emit, raisedOf(rows[0]), folded < limit ? asOf : null);
    return folded;
  };
  return teller === null
    ? await inTransaction(database, scope, (tx) => fold(tx, null))
    : await withTransaction({ database, outbox: teller.outbox }, scope, fold);
}

/** Folds everything there is, a part after the other; answers how many roll-up rows. */
export async function foldAll(
  database: AnalyticsDatabase,
  scope: CallScope,
  teller: RaisedTeller | null = null,
): Promise<number> {
  let folded = 0;
  for (;;) {
    const part = await foldFresh(database, scope, AT_ONCE, teller);
    folded += part;
    if (part < AT_ONCE) return folded;
  }
}

interface FoldRow {
  readonly folded: number;
  readonly large_quarters: boolean;
  readonly large_days: boolean;
  /** Of each link: its id and its counts. */
  readonly raised?: readonly (readonly [string, number, number, number])[] | null;
}

/** A scope that is not a workspace is a link. */
const raisedColumns = sql`
  (select jsonb_agg(jsonb_build_array(scope, human, bot, uniq)) from totals where scope <> workspace_id) as raised,`;

function raisedOf(row: FoldRow | undefined): RaisedCounts[] {
  return (row?.raised ?? []).map(([linkId, human, bot, uniq]) => ({ linkId, human, bot, uniq }));
}
