import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { expect, test } from "vitest";
import { ClickConsumer } from "../consumers/click-consumer.ts";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { dayOf } from "../domain/click-time.ts";
import { makeDayKey } from "../store/days.ts";
import type { AnalyticsDatabase, AnalyticsTables } from "../store/tables.ts";
import { clickPayload, records, sealed } from "./click-records.ts";

const scope = { signal: new AbortController().signal };
/** So many that a consumer reads which visitors there are. */
const many = 1_200;

async function openWorld(database: AnalyticsDatabase) {
  const at = Date.now();
  const key = await makeDayKey(database.db, dayOf(at));
  const of = { link: randomUUID(), workspace: randomUUID(), at };
  const visitsOf = (first: number, count: number) =>
    Array.from({ length: count }, (_, n) => {
      const nth = first + n;
      return clickPayload({ ...of, ...sealed(key, `10.0.${nth >> 8}.${nth & 255}`, at) });
    });
  const context = () =>
    createIngestContext({ database, retentionDays: 400, country: () => null, ownDomain: "x", now: () => at });
  const uniques = async () => {
    const { rows } = await sql<{ counted: number; marked: number; noted: number }>`
      select (select sum(uniq)::int from rollup_fresh where scope = ${of.link}) as counted,
             (select count(*)::int from clicks where first_on_link) as marked,
             (select count(*)::int / 2 from visitors) as noted`.execute(database.db);
    return rows[0];
  };
  const isGuessing = (ctx: ReturnType<typeof context>) => ctx.knownVisitors.guesses(dayOf(at));
  return { visitsOf, context, uniques, isGuessing };
}

test("a consumer that guesses is put right when another one has noted some of its visitors", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const { visitsOf, context, uniques, isGuessing } = await openWorld(database);
  const [ours, theirs] = [context(), context()];
  await ingestBatch(ours, scope, records(visitsOf(0, many)));
  expect(isGuessing(ours)).toBe(true);
  await ingestBatch(theirs, scope, records(visitsOf(many, 50)));
  // Fifty are the others', fifty are remembered, a hundred are new.
  await ingestBatch(ours, scope, records(visitsOf(many - 50, 200)));
  expect(isGuessing(ours)).toBe(false);
  const all = many + 150;
  expect(await uniques()).toEqual({ counted: all, marked: all, noted: all });
});

test("a batch that was guessed wrong is stored though its later parts could be guessed wrong again", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const { visitsOf, context, uniques } = await openWorld(database);
  const [ours, theirs] = [context(), context()];
  await ingestBatch(ours, scope, records(visitsOf(0, many)));
  await ingestBatch(theirs, scope, records(visitsOf(14_000, 50)));
  // Long enough that several parts tell nothing new before the one that does.
  await ingestBatch(ours, scope, records(visitsOf(many, 14_000)));
  const all = many + 14_000;
  expect(await uniques()).toEqual({ counted: all, marked: all, noted: all });
});

test("a new consumer reads the visitors that are there, and guesses right at once", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const { visitsOf, context, uniques, isGuessing } = await openWorld(database);
  await ingestBatch(context(), scope, records(visitsOf(0, many)));
  const restarted = context();
  await ingestBatch(restarted, scope, records(visitsOf(100, many)));
  expect(isGuessing(restarted)).toBe(true);
  expect(await uniques()).toEqual({ counted: many + 100, marked: many + 100, noted: many + 100 });
});

test("visitors whose transaction was lost with the database's memory are new again", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const { visitsOf, context, uniques } = await openWorld(database);
  const consumer = new ClickConsumer(context(), {
    geo: { refresh: async () => false },
    log: pino({ level: "silent" }),
  });
  const batch = records(visitsOf(0, 20));
  await consumer.handle(batch, scope);
  for (const table of ["clicks", "rollup_fresh", "visitors", "lanes"])
    await sql`delete from ${sql.id(table)}`.execute(database.db);
  consumer.forget();
  await consumer.handle(batch, scope);
  expect(await uniques()).toEqual({ counted: 20, marked: 20, noted: 20 });
});
