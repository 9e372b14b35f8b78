import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { Registry } from "prom-client";
import { onTestFinished } from "vitest";
import type { Bus, BusMessage } from "../../bus/port.ts";
import type { CallScope } from "../../db/connection.ts";
import { type Database, inTransaction } from "../../db/database.ts";
import type { OutboxEvent, OutboxTables } from "../outbox.ts";
import { OutboxPublisher, type OutboxPublisherOptions } from "../outbox-publisher.ts";
import { writeEvents } from "../outbox-store.ts";

export const patience = { timeout: 20_000, interval: 10 };
export const noScope: CallScope = { signal: new AbortController().signal };

/** A database with an outbox and nothing else. */
export async function openOutbox() {
  const test = await createTestDatabase("plums", { uses: ["outbox"] });
  onTestFinished(() => test.close());
  return { test, database: test.open<OutboxTables>("plums", { poolSize: 12 }) };
}

/** An event that says which aggregate it is of and the how manieth. */
export function eventOf(aggregateId: string, version: number): OutboxEvent {
  const payload = Buffer.from(JSON.stringify({ aggregateId, version }));
  return { eventId: randomUUID(), aggregateId, workspaceId: null, traceId: null, payload };
}

/** What a service has at hand to make changes: the payload of each event is of {@link eventOf}, versions from 1. */
export function changeContext(
  database: Database<OutboxTables>,
  more: { on?: boolean; audited?: boolean } = {},
) {
  const { on = true, audited = false } = more;
  const wakes: unknown[] = [];
  let version = 0;
  const eventFor = (_: unknown, { aggregateId }: { readonly aggregateId: string }) =>
    on ? eventOf(aggregateId, ++version) : null;
  return { database, wakes, outbox: { audited, eventOf: eventFor, wake: () => void wakes.push(1) } };
}

/** What a payload of {@link eventOf} says. */
export function readPayload(payload: Uint8Array): { aggregateId: string; version: number } {
  return JSON.parse(Buffer.from(payload).toString());
}

/** Changes an aggregate as services do: locks it, writes its next event, and commits, or not. */
export async function change(
  database: Database<OutboxTables>,
  aggregate: { readonly id: string; version: number },
  options: { readonly pauseMs?: number; readonly rollBack?: boolean } = {},
): Promise<void> {
  const undone = new Error("rolled back");
  await inTransaction(database, noScope, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${aggregate.id}))`.execute(tx);
    await writeEvents(tx, [eventOf(aggregate.id, aggregate.version + 1)]);
    await sql`select pg_sleep(${(options.pauseMs ?? 0) / 1000})`.execute(tx);
    if (options.rollBack === true) throw undone;
    // Under the lock, so that the next one to have it goes on from here.
    aggregate.version++;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
}

/** A bus that keeps what it is given, and can be made slow or broken. */
export class RecordingBus implements Pick<Bus, "publish"> {
  readonly messages: BusMessage[] = [];
  /** Awaited before a message is taken; rejects to refuse it. */
  before: (message: BusMessage) => Promise<void> = async () => undefined;

  async publish(_topic: string, message: BusMessage) {
    await this.before(message);
    this.messages.push(message);
    return { lane: randomUUID(), seq: this.messages.length };
  }

  /** Versions of an aggregate in the order of their first coming. */
  versionsOf(aggregateId: string): number[] {
    const all = this.messages.map(({ payload }) => readPayload(payload));
    return [...new Set(all.filter((it) => it.aggregateId === aggregateId).map((it) => it.version))];
  }
}

/** Runs a publisher until it is stopped, or the test ends. */
export function startPublisher(
  database: Database<OutboxTables>,
  bus: Pick<Bus, "publish">,
  more: Partial<OutboxPublisherOptions<OutboxTables>> = {},
) {
  let wake: () => void = () => undefined;
  const outbox = {
    on: true,
    topic: "plums",
    event: { typeName: "waypost.events.v1.PlumEvent" },
    onWake(listener: () => void) {
      wake = listener;
    },
  };
  const metrics = new Registry();
  const publisher = new OutboxPublisher({
    service: "plums",
    database,
    outbox,
    bus,
    log: pino({ level: "silent" }),
    metrics,
    pollMs: 10,
    ...more,
  });
  const stopping = new AbortController();
  const ended = publisher.run(stopping.signal);
  const stop = async () => {
    stopping.abort();
    await ended;
  };
  onTestFinished(stop);
  return { wake: () => wake(), metrics, stop };
}

/** How many events of the outbox are marked as published, and how many are not. */
export async function countMarked(database: Database<OutboxTables>) {
  const { rows } = await sql<{ published: number; pending: number }>`
    select count(published_at)::int as published, (count(*) - count(published_at))::int as pending from outbox`.execute(
    database.db,
  );
  return rows[0];
}
