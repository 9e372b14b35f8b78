import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import type { OutboxTables } from "./outbox.ts";
import { changeContext, readPayload } from "./test/outbox-fixture.ts";
import { withTransaction } from "./with-transaction.ts";

const signal = new AbortController().signal;
const workspaceId = randomUUID();
const call = {
  signal,
  workspaceId,
  actor: { kind: "key", keyId: "k1", scopes: [] },
  operation: "ripenPlum",
  address: "192.0.2.7",
  requestId: "r1",
  traceId: "0123456789abcdef0123456789abcdef",
} as const;

async function open() {
  const place = await createTestDatabase("plums", { uses: ["outbox", "audit"] });
  onTestFinished(() => place.close());
  const database = place.open<OutboxTables>("plums");
  return {
    database,
    async written() {
      const { rows } = await sql<{ payload: Buffer }>`select payload from outbox order by seq`.execute(
        database.db,
      );
      return rows.map(({ payload }) => readPayload(payload).aggregateId);
    },
    async audited() {
      const { rows } = await sql<Record<string, unknown>>`
        select workspace_id, actor, operation, change, aggregate_id, address, request_id, trace_id, before, after
        from audit_entries order by id`.execute(database.db);
      return rows;
    },
  };
}

// The stub of an outbox encodes nothing, so any kind will do.
const ripened = (aggregateId: string, more: object = {}) =>
  ({ kind: { case: "ripened" } as never, aggregateId, ...more }) as const;

test("what is emitted is written in its order with the transaction, and the publisher is told once", async () => {
  const { database, written, audited } = await open();
  const ctx = changeContext(database);
  const ids = [1, 2, 3].map(() => randomUUID());
  const result = await withTransaction(ctx, call, async (tx, emit) => {
    for (const id of ids) emit(ripened(id));
    expect(ctx.wakes).toEqual([]);
    return (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows;
  });
  expect(result).toEqual([{ one: 1 }]);
  expect(await written()).toEqual(ids);
  expect(ctx.wakes).toHaveLength(1);
  expect(await audited()).toEqual([]);
});

test("when the transaction is rolled back nothing is written and nobody told", async () => {
  const { database, written, audited } = await open();
  const ctx = changeContext(database, { audited: true });
  const undone = new Error("undone");
  const work = withTransaction(ctx, call, async (_, emit) => {
    emit(ripened(randomUUID()));
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
  expect([await written(), await audited(), ctx.wakes]).toEqual([[], [], []]);
});

test("a transaction that is tried again writes what its last try emitted", async () => {
  const { database, written } = await open();
  const ctx = changeContext(database);
  const ids = [randomUUID(), randomUUID()];
  let tries = 0;
  await withTransaction(
    ctx,
    call,
    async (tx, emit) => {
      const id = ids[tries++] ?? "";
      emit(ripened(id));
      if (tries === 1) await sql`do $$ begin raise serialization_failure; end $$`.execute(tx);
    },
    { attempts: 2 },
  );
  expect(await written()).toEqual(ids.slice(1));
});

test("with events off nothing is written but the audit trail", async () => {
  const { database, written, audited } = await open();
  const id = randomUUID();
  const more = { before: { ripe: false }, after: { ripe: true } };
  const off = changeContext(database, { on: false, audited: true });
  await withTransaction(off, call, async (_, emit) => emit(ripened(id, more)));
  expect(await written()).toEqual([]);
  expect(off.wakes).toEqual([]);
  expect(await audited()).toEqual([
    {
      workspace_id: workspaceId,
      actor: "key k1",
      operation: "ripenPlum",
      change: "ripened",
      aggregate_id: id,
      address: "192.0.2.7",
      request_id: "r1",
      trace_id: "01234567-89ab-cdef-0123-456789abcdef",
      ...more,
    },
  ]);
});

test.each([
  [{ kind: "anonymous" }, "anonymous"],
  [{ kind: "service", name: "pears", onBehalfOf: null }, "service pears"],
  [{ kind: "service", name: "pears", onBehalfOf: "k1" }, "service pears for key k1"],
  [undefined, "service"],
] as const)("the audit trail knows %o as %s", async (actor, text) => {
  const { database, audited } = await open();
  const ctx = changeContext(database, { audited: true });
  await withTransaction(ctx, { signal, ...(actor && { actor }) }, async (_, emit) =>
    emit(ripened(randomUUID())),
  );
  expect(await audited()).toMatchObject([
    { actor: text, operation: null, address: null, workspace_id: null },
  ]);
});

test("the role of a service adds to its audit trail and reads it, and can't change or remove what is there", async () => {
  const { database, audited } = await open();
  const ctx = changeContext(database, { audited: true });
  await withTransaction(ctx, call, async (_, emit) => emit(ripened(randomUUID())));
  for (const attempt of [
    "update audit_entries set actor = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
  ])
    await expect(sql.raw(attempt).execute(database.db)).rejects.toThrow(/permission denied/);
  expect(await audited()).toHaveLength(1);
});
