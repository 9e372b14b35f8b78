import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { openCursors } from "../http/cursor.ts";
import { PostgresIdempotency } from "../http/postgres-idempotency.ts";
import { noteUnseen, type SeenEventsTables } from "../outbox/seen-events.ts";
import { defineService } from "./define-service.ts";
import { kitConsumers, kitJobs } from "./kit-work.ts";

const dayMs = 86_400_000;
const log = pino({ level: "silent" });
const base = {
  name: "plums",
  about: "plums",
  settings: {},
  processes: [],
  open: async () => ({}),
} as const;

test("a service that names parts of kit has their tables, stores and jobs, and writes nothing for it", async () => {
  const plums = defineService({ ...base, uses: ["idempotency", "cursors", "seen-events"] });
  const place = await createTestDatabase(plums.name, { uses: plums.uses ?? [] });
  onTestFinished(() => place.close());
  let now = Date.now();
  const { host, close } = makeTestHost(plums, { ownerUrl: place.ownerUrl, now: () => now });
  onTestFinished(close);
  const database = host.store.database<SeenEventsTables>();

  const store = new PostgresIdempotency(host.store.database(), host.now);
  const request = { workspaceId: randomUUID(), operationId: "o", key: "k", requestHash: "0".repeat(64) };
  await store.begin(request, new AbortController().signal);
  await database.db.transaction().execute((tx) => noteUnseen(tx, "c", [randomUUID()]));
  const [cursors, others] = [
    await openCursors(host.store.database()),
    await openCursors(host.store.database()),
  ];
  expect(others.decode(cursors.encode({ after: "x" }, {}), {})).toEqual({ after: "x" });

  const runAll = async () => {
    const run = { signal: AbortSignal.timeout(10_000), deadline: Date.now() + 10_000, log };
    const jobs = kitJobs(plums, host);
    return Object.assign(
      {},
      ...(await Promise.all(jobs.map(async (it) => ({ [it.name]: await it.run(run) })))),
    );
  };
  expect(await runAll()).toEqual({
    "purge-idempotency-keys": { purged: 0 },
    "forget-events": { forgotten: 0 },
  });
  now += 16 * dayMs;
  expect(await runAll()).toEqual({
    "purge-idempotency-keys": { purged: 1 },
    "forget-events": { forgotten: 1 },
  });
  const { rows } = await sql`select from seen_events union all select from idempotency_keys`.execute(
    database.db,
  );
  expect(rows).toEqual([]);
});

test("the publisher of the outbox runs where events are on", async () => {
  const place = await createTestDatabase("plums", { uses: ["outbox"] });
  onTestFinished(() => place.close());
  const { host, close } = makeTestHost(base, { ownerUrl: place.ownerUrl });
  onTestFinished(close);
  const outbox = { topic: "plums", event: { typeName: "PlumEvent" }, onWake: () => undefined };
  const withOutbox = (on: boolean) =>
    defineService({ ...base, uses: ["outbox"], publishes: () => ({ outbox: { ...outbox, on } }) });
  expect(kitConsumers(withOutbox(true), host, {}).map(({ name }) => name)).toEqual(["outbox"]);
  expect(kitConsumers(withOutbox(false), host, {})).toEqual([]);
});

test("a service that uses the outbox and does not say which is refused", () => {
  expect(() => defineService({ ...base, uses: ["outbox"] })).toThrow(
    "plums uses the outbox; say in `publishes` which.",
  );
});
