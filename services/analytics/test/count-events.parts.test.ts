import { randomUUID } from "node:crypto";
import { fromBinary } from "@bufbuild/protobuf";
import { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import { latin1ToUuid } from "@waypost/kit/bytes/uuid-bytes.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { countsTeller } from "../store/count-events.ts";
import { foldFresh } from "../store/fold.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload, records } from "./click-records.ts";
import { testOutbox } from "./counts-outbox.ts";

const scope = { signal: new AbortController().signal };

test("each fold tells the totals of the links that it raised, all of them, and until when they are complete", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  let now = Date.now();
  const ports = { country: () => null, ownDomain: "x", now: () => now };
  const ctx = createIngestContext({ database, retentionDays: 30, ...ports });
  const teller = countsTeller(testOutbox(true), () => now);
  const links = Array.from({ length: 600 }, () => randomUUID());
  const ingest = (wanted: readonly string[], lane = randomUUID()) =>
    ingestBatch(
      ctx,
      scope,
      records(
        wanted.map((link) => clickPayload({ link, at: now - 60_000 })),
        lane,
      ),
    );
  const told = async () => {
    const { rows } = await sql<{ payload: Buffer }>`
      with taken as (delete from outbox returning seq, payload) select payload from taken order by seq`.execute(
      database.db,
    );
    return rows.map(({ payload }) => {
      const { kind } = fromBinary(CountsEventSchema, payload);
      if (kind.case !== "linkCountsRose") throw new Error("unreachable");
      return kind.value;
    });
  };

  await ingest([...links, ...links.slice(0, 1)]);
  await foldFresh(database, scope, 100_000, teller);
  const first = await told();
  expect(first.map((event) => event.links.length)).toEqual([500, 100]);
  expect(first.map(({ asOfMs }) => asOfMs > 0n)).toEqual([false, true]);
  const counts = new Map(
    first.flatMap((it) =>
      it.links.map((link) => [
        latin1ToUuid(Buffer.from(link.linkId).toString("latin1")),
        link.human + link.bot,
      ]),
    ),
  );
  expect(counts.size).toBe(600);
  expect([counts.get(links[0] ?? ""), counts.get(links[1] ?? "")]).toEqual([2n, 1n]);

  await ingest(links.slice(1, 2));
  await foldFresh(database, scope, 100_000, teller);
  const [second] = await told();
  expect(
    second?.links.map((link) => [
      latin1ToUuid(Buffer.from(link.linkId).toString("latin1")),
      link.human + link.bot,
    ]),
  ).toEqual([[links[1], 2n]]);

  // Roll-up rows are left over, so nobody can say until when the totals are complete.
  await ingest(links.slice(0, 4));
  await foldFresh(database, scope, 1, teller);
  expect((await told()).every(({ asOfMs }) => asOfMs === 0n)).toBe(true);
  await foldFresh(database, scope, 100_000, teller);
  await told();

  // Without clicks the time goes on all the same, now and then.
  await foldFresh(database, scope, 100_000, teller);
  expect(await told()).toEqual([]);
  now += 60_000;
  await foldFresh(database, scope, 100_000, teller);
  expect((await told()).map(({ links: none, asOfMs }) => [none.length, asOfMs > 0n])).toEqual([[0, true]]);
}, 60_000);
