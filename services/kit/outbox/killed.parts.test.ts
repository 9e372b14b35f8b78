import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { expect, onTestFinished, test, vi } from "vitest";
import { inTransaction } from "../db/database.ts";
import { noteUnseen, type SeenEventsTables } from "./seen-events.ts";
import {
  change,
  countMarked,
  noScope,
  openOutbox,
  patience,
  RecordingBus,
  startPublisher,
} from "./test/outbox-fixture.ts";

function run(program: string, ...argv: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, "test", program), ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL"))
      await once(child, "exit");
  });
  return child;
}

test("publishers that are killed after publishing lose nothing and keep the order; what comes again is the same event", async () => {
  const { test: place, database } = await openOutbox();
  const folder = mkdtempSync(join(tmpdir(), "waypost-outbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "published");
  const aggregates = [1, 2, 3].map(() => ({ id: randomUUID(), version: 0 }));
  for (let round = 0; round < 50; round++)
    await Promise.all(aggregates.map((aggregate) => change(database, aggregate)));
  let kills = 0;
  let pending = 150;
  while (pending > 0) {
    const children = [run("killed-publisher.ts", place.url("plums"), file)];
    children.push(run("killed-publisher.ts", place.url("plums"), file));
    const dead = children.map((child) => once(child, "exit"));
    await vi.waitFor(async () => {
      pending = (await countMarked(database))?.pending ?? 0;
      const ended = children.filter((child) => child.signalCode !== null).length;
      expect(pending === 0 || ended === children.length).toBe(true);
    }, patience);
    kills += children.filter((child) => child.signalCode !== null).length;
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(dead);
  }
  expect(kills).toBeGreaterThan(0);
  const published = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const { id } of aggregates) {
    const versions = published.filter((it) => it.aggregateId === id).map((it) => it.version);
    expect([...new Set(versions)]).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  }
}, 120_000);

test("a change whose process was killed between its commit and telling the publisher is published all the same", async () => {
  const { test: place, database } = await openOutbox();
  const id = randomUUID();
  await once(run("killed-changer.ts", place.url("plums"), id), "exit");
  const bus = new RecordingBus();
  startPublisher(database, bus);
  await vi.waitFor(() => expect(bus.versionsOf(id)).toEqual([1]), patience);
  expect(bus.messages.map(({ headers }) => headers?.ce_id)).toEqual([id]);
});

test("an event whose handler was killed before its commit is handled by the next, and only once more", async () => {
  const place = await createTestDatabase("plums", { uses: ["seen-events", "outbox"] });
  onTestFinished(() => place.close());
  const database = place.open<SeenEventsTables>("plums");
  const eventId = randomUUID();
  const child = run("killed-handler.ts", place.url("plums"), eventId);
  if (child.stdout === null) throw new Error("unreachable");
  await once(child.stdout, "data");
  const handle = () =>
    inTransaction(database, noScope, async (tx) => {
      const unseen = await noteUnseen(tx, "test", [eventId, eventId]);
      for (const id of unseen)
        await sql`insert into outbox (event_id, aggregate_id, payload) values (${id}, ${id}, '7')`.execute(
          tx,
        );
      return unseen.size;
    });
  // They wait for the one that is at work; its end decides who of them has the event.
  const others = [handle(), handle()];
  child.kill("SIGKILL");
  expect((await Promise.all(others)).sort()).toEqual([0, 1]);
  expect(await handle()).toBe(0);
  const { rows } = await sql<{
    done: string;
  }>`select convert_from(payload, 'utf8') as done from outbox`.execute(database.db);
  expect(rows).toEqual([{ done: "7" }]);
}, 60_000);
