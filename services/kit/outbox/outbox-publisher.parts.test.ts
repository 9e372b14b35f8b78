import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test, vi } from "vitest";
import { forgetPublished } from "./outbox-store.ts";
import {
  change,
  countMarked,
  openOutbox,
  patience,
  RecordingBus,
  readPayload,
  startPublisher,
} from "./test/outbox-fixture.ts";

describe("order", () => {
  test("each aggregate's events are published in the order of its commits, whatever transactions and publishers do", async () => {
    const { database } = await openOutbox();
    const step = fc.record({
      aggregate: fc.nat({ max: 2 }),
      pauseMs: fc.nat({ max: 8 }),
      rollBack: fc.boolean(),
    });
    const runs = fc.array(step, { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(runs, async (steps) => {
        const aggregates = [1, 2, 3].map(() => ({ id: randomUUID(), version: 0 }));
        const bus = new RecordingBus();
        // Simulates a broker that takes its time.
        bus.before = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
        const publishers = [1, 2, 3].map(() => startPublisher(database, bus, { batch: 4, leaseMs: 400 }));
        // Six hands at once, so that transactions of one aggregate and of several overlap.
        const left = [...steps];
        const hand = async () => {
          for (let next = left.shift(); next !== undefined; next = left.shift()) {
            const aggregate = aggregates[next.aggregate];
            if (aggregate !== undefined) await change(database, aggregate, next);
          }
        };
        await Promise.all(Array.from({ length: 6 }, hand));
        await vi.waitFor(async () => expect((await countMarked(database))?.pending).toBe(0), patience);
        await Promise.all(publishers.map(({ stop }) => stop()));
        for (const { id, version } of aggregates)
          expect(bus.versionsOf(id)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test("after a failure an aggregate's later events stay behind, those of others go on", async () => {
    const { database } = await openOutbox();
    const [broken, fine] = [1, 2].map(() => ({ id: randomUUID(), version: 0 }));
    if (broken === undefined || fine === undefined) throw new Error("unreachable");
    for (const aggregate of [broken, broken, fine, fine]) await change(database, aggregate);
    const bus = new RecordingBus();
    let refusals = 3;
    bus.before = async ({ payload }) => {
      const { aggregateId, version } = readPayload(payload);
      if (aggregateId === broken.id && version === 1 && refusals-- > 0) throw new Error("no broker");
    };
    const { metrics } = startPublisher(database, bus);
    await vi.waitFor(() => expect(bus.versionsOf(fine.id)).toEqual([1, 2]), patience);
    await vi.waitFor(() => expect(bus.versionsOf(broken.id)).toEqual([1, 2]), patience);
    await vi.waitFor(async () => expect((await countMarked(database))?.pending).toBe(0), patience);
    const text = await metrics.metrics();
    expect(text).toContain('waypost_outbox_failed_total{service="plums"} 3');
    expect(text).toContain('waypost_outbox_published_total{service="plums"} 4');
    expect(text).toContain('waypost_outbox_pending{service="plums"} 0');
  });
});

describe("a bus that is slow", () => {
  test("holds no transaction and no lock, and does not cost the turn", async () => {
    const { database } = await openOutbox();
    await change(database, { id: randomUUID(), version: 0 });
    const bus = new RecordingBus();
    const { promise: free, resolve: setFree } = Promise.withResolvers<void>();
    let begun = 0;
    bus.before = () => {
      begun++;
      return free;
    };
    startPublisher(database, bus, { leaseMs: 300 });
    await vi.waitFor(() => expect(begun).toBe(1), patience);
    const other = new RecordingBus();
    startPublisher(database, other, { leaseMs: 300 });
    // More than twice the lease, in which the other one looks again and again.
    await sql`select pg_sleep(0.8)`.execute(database.db);
    const { rows } = await sql<{ state: string }>`
      select state from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'`.execute(
      database.db,
    );
    expect(rows).toEqual([]);
    await sql`select from outbox for update nowait`.execute(database.db);
    setFree();
    await vi.waitFor(async () => expect((await countMarked(database))?.pending).toBe(0), patience);
    expect([bus.messages.length, other.messages.length]).toEqual([1, 0]);
  });

  test("is given up for this time after the time-out, and asked again with the same id", async () => {
    const { database } = await openOutbox();
    await change(database, { id: randomUUID(), version: 0 });
    const bus = new RecordingBus();
    const ids: unknown[] = [];
    bus.before = async ({ headers }) => {
      ids.push(headers?.ce_id);
      if (ids.length === 1) await new Promise(() => undefined);
    };
    startPublisher(database, bus, { publishTimeoutMs: 100 });
    await vi.waitFor(() => expect(bus.messages).toHaveLength(1), patience);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });
});

test("events carry CloudEvents attributes, their number and the trace of the request", async () => {
  const { database } = await openOutbox();
  const id = randomUUID();
  await change(database, { id, version: 0 });
  await sql`update outbox set trace_id = '0123456789abcdef0123456789abcdef'`.execute(database.db);
  const bus = new RecordingBus();
  startPublisher(database, bus);
  await vi.waitFor(() => expect(bus.messages).toHaveLength(1), patience);
  expect(bus.messages[0]?.headers).toEqual({
    ce_specversion: "1.0",
    ce_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    ce_type: "waypost.events.v1.PlumEvent",
    ce_source: "/waypost/plums",
    ce_subject: id,
    ce_time: expect.stringMatching(/Z$/),
    ce_sequence: expect.stringMatching(/^\d+$/),
    traceparent: expect.stringMatching(/^00-0123456789abcdef0123456789abcdef-[0-9a-f]{16}-00$/),
  });
});

test("a publisher that stops gives its turn back, so that the next goes on at once", async () => {
  const { database } = await openOutbox();
  const aggregate = { id: randomUUID(), version: 0 };
  const bus = new RecordingBus();
  const first = startPublisher(database, bus, { leaseMs: 60_000 });
  await change(database, aggregate);
  await vi.waitFor(() => expect(bus.messages).toHaveLength(1), patience);
  await first.stop();
  startPublisher(database, bus, { leaseMs: 60_000 });
  await change(database, aggregate);
  await vi.waitFor(() => expect(bus.versionsOf(aggregate.id)).toEqual([1, 2]), patience);
});

test("what was published is kept for its time and then forgotten, what was not stays", async () => {
  const { database } = await openOutbox();
  const aggregate = { id: randomUUID(), version: 0 };
  for (let count = 0; count < 3; count++) await change(database, aggregate);
  await sql`update outbox set published_at = now() - interval '8 days' where seq < (select max(seq) from outbox)`.execute(
    database.db,
  );
  expect(await forgetPublished(database.db, new Date(Date.now() - 9 * 86_400_000), 10)).toBe(0);
  expect(await forgetPublished(database.db, new Date(Date.now() - 7 * 86_400_000), 1)).toBe(1);
  expect(await forgetPublished(database.db, new Date(Date.now() - 7 * 86_400_000), 10)).toBe(1);
  expect(await countMarked(database)).toEqual({ published: 0, pending: 1 });
});

test("what is due is forgotten also while there are always events to publish", async () => {
  const { database } = await openOutbox();
  const old = { id: randomUUID(), version: 0 };
  for (let count = 0; count < 3; count++) await change(database, old);
  await sql`update outbox set published_at = now() - interval '8 days'`.execute(database.db);
  const busy = { id: randomUUID(), version: 0 };
  await change(database, busy);
  const bus = new RecordingBus();
  // When it looks for events again, the next one is there.
  bus.before = () => change(database, busy);
  startPublisher(database, bus);
  const left = async () => {
    const { rows } = await sql<{ left: number }>`
      select count(*)::int as left from outbox where aggregate_id = ${old.id}`.execute(database.db);
    return rows[0]?.left;
  };
  await vi.waitFor(async () => expect(await left()).toBe(0), patience);
}, 60_000);

test("only the oldest events are looked at to be forgotten", async () => {
  const { database } = await openOutbox();
  const aggregate = { id: randomUUID(), version: 0 };
  for (let count = 0; count < 3; count++) await change(database, aggregate);
  await sql`update outbox set published_at = now() - interval '8 days' where seq = (select max(seq) from outbox)`.execute(
    database.db,
  );
  const before = new Date(Date.now() - 7 * 86_400_000);
  expect(await forgetPublished(database.db, before, 2)).toBe(0);
  expect(await forgetPublished(database.db, before, 3)).toBe(1);
});
