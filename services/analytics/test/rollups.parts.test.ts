import { randomUUID } from "node:crypto";
import { ClickMethod } from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { dayOf } from "../domain/click-time.ts";
import { readTotals } from "../store/click-counts.ts";
import { makeDayKey } from "../store/days.ts";
import { foldFresh } from "../store/fold.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import { readStatsReport } from "../store/stats-report.ts";
import { sumUpDays } from "../store/sum-up-days.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload, records, sealed } from "./click-records.ts";

const scope = { signal: new AbortController().signal };
const links = Array.from({ length: 3 }, () => randomUUID());
const now = Date.UTC(2026, 5, 15, 12, 7);

const click = fc.record({
  link: fc.constantFrom(...links),
  minutesAgo: fc.integer({ min: 30, max: 5_000 }),
  address: fc.integer({ min: 1, max: 4 }),
  userAgent: fc.constantFrom(
    "",
    "curl/8.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  ),
  referrer: fc.constantFrom("", "https://www.google.de/", "https://news.example/", "https://t.co/x"),
  method: fc.constantFrom(ClickMethod.GET, ClickMethod.HEAD),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(click, { minLength: 1, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constant("fold" as const) },
  // Days are summed up until some minutes ago, and what comes later is late.
  { weight: 1, arbitrary: fc.record({ daysUntilMinutesAgo: fc.integer({ min: 0, max: 4_000 }) }) },
);

test("roll-ups are what the rows say, folded or not, and can be made anew from them", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const options = { now, apply: false };
  const workspaceId = randomUUID();
  // As after four days in which nothing ran.
  await sql`update rollup_progress set days_until = ${new Date(now - (now % 900_000) - 4 * 86_400_000)}`.execute(
    database.db,
  );
  let expected = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const ctx = createIngestContext({
        database,
        retentionDays: 10,
        country: () => null,
        ownDomain: "x",
        now: () => now,
      });
      for (const next of steps) {
        if (next === "fold") {
          await foldFresh(database, scope);
          continue;
        }
        if ("daysUntilMinutesAgo" in next) {
          await sumUpDays(database, scope, now - next.daysUntilMinutesAgo * 60_000);
          continue;
        }
        const payloads = await Promise.all(
          next.map(async ({ minutesAgo, address, ...rest }) => {
            const at = now - minutesAgo * 60_000;
            const key = await makeDayKey(database.db, dayOf(at));
            return clickPayload({
              ...rest,
              workspace: workspaceId,
              at,
              ...sealed(key, `192.0.2.${address}`, at),
            });
          }),
        );
        expected += next.length;
        await ingestBatch(ctx, scope, records(payloads));
      }
      const found = await reconcileRollups(database, scope, options);
      expect(found).toMatchObject({ lanes: [], counts: [], clicks: expected });
      const question = {
        scope: { id: workspaceId, workspaceId },
        interval: null,
        points: [],
        groupLimit: 100,
      };
      const period = { from: now - 10 * 86_400_000, to: now };
      const report = await readStatsReport(database, { ...scope, deadline: Date.now() + 10_000 }, now, {
        ...question,
        period: { from: period.from - (period.from % 900_000), to: period.to - (period.to % 900_000) },
        groupBy: "browser",
      });
      expect(report.counts.human + report.counts.bot).toBe(expected);
      expect(report.groups.reduce((sum, { human, bot }) => sum + human + bot, 0)).toBe(expected);
      const totals = await readTotals(database.db, workspaceId, links);
      expect(totals.values().reduce((sum, { human, bot }) => sum + human + bot, 0)).toBe(expected);
    }),
    { numRuns: 15 },
  );
  const { rows: unique } = await sql<{ n: number; u: number }>`
    select count(distinct (visitor, date_trunc('day', clicked_at, 'UTC'))) as n,
           count(*) filter (where first_in_workspace) as u
    from clicks where not bot and visitor is not null`.execute(database.db);
  expect(unique[0]?.u).toBe(unique[0]?.n);

  await foldFresh(database, scope);
  await sql`update rollup_quarters set human = human + 7, vals[1] = 'XX' where bucket = (select min(bucket) from rollup_quarters)`.execute(
    database.db,
  );
  const broken = await reconcileRollups(database, scope, options);
  expect(broken.counts.length).toBeGreaterThan(0);
  expect(await reconcileRollups(database, scope, { ...options, apply: true })).toMatchObject({
    rewrittenDays: 1,
  });
  expect(await reconcileRollups(database, scope, options)).toMatchObject({ lanes: [], counts: [] });
  // A total belongs to no day: it is made anew alone.
  await sql`update rollup_totals set human = human + 1`.execute(database.db);
  expect((await reconcileRollups(database, scope, options)).counts.map(({ what }) => what)).toContain(
    "total",
  );
  expect(await reconcileRollups(database, scope, { ...options, apply: true })).toMatchObject({
    rewrittenDays: 0,
  });
  expect(await reconcileRollups(database, scope, options)).toMatchObject({ lanes: [], counts: [] });
  await sumUpDays(database, scope, now);
  const { rows: sums } = await sql<{ days: number; totals: number; quarters: number }>`
    select (select sum(human + bot + uniq)::bigint from rollup_days) as days,
           (select sum(human + bot + uniq)::bigint from rollup_totals) as totals,
           (select sum(human + bot + uniq)::bigint from rollup_quarters) as quarters`.execute(database.db);
  expect(sums[0]).toEqual({
    days: sums[0]?.quarters,
    totals: sums[0]?.quarters,
    quarters: sums[0]?.quarters,
  });
});
