import type { GetLedger, GetLedgerResult } from "@waypost/gen/rest/analytics/operations.ts";
import { inTransaction } from "@waypost/kit/db/database.ts";
import type { AnalyticsContext } from "../context.ts";
import { readAsOf } from "../store/as-of.ts";
import { readLedger } from "../store/ledger.ts";

export const getLedger: GetLedger<AnalyticsContext> = async (ctx, call): Promise<GetLedgerResult> => {
  const now = ctx.now();
  const { asOf, ledger } = await inTransaction(
    ctx.database,
    call,
    async (tx) => ({ asOf: await readAsOf(tx, now), ledger: await readLedger(tx, now) }),
    { isolation: "repeatable read", readOnly: true },
  );
  return {
    status: 200,
    body: {
      accepted: ledger.head,
      stored: ledger.stored,
      duplicate: ledger.duplicate,
      deadLettered: ledger.deadLettered,
      inFlight: ledger.inFlight,
      lost: ledger.lost,
      redelivered: ledger.redelivered,
      unrecorded: ledger.unrecorded,
      rejected: ledger.rejected,
      balanced: ledger.balanced,
      asOf: asOf.toISOString(),
      lanes: ledger.lanes.map((lane) => ({
        lane: lane.lane,
        state: lane.state,
        head: lane.head,
        seen: lane.seen,
        stored: lane.stored,
        duplicate: lane.duplicate,
        deadLettered: lane.deadLettered,
        inFlight: lane.inFlight,
        lost: lane.lost,
        redelivered: lane.redelivered,
        unrecorded: lane.unrecorded,
        rejected: lane.rejected,
        reportedAt: lane.reportedAt?.toISOString() ?? null,
      })),
    },
  };
};
