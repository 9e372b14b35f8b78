import { randomUUID } from "node:crypto";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { sharedKafka } from "@waypost/testing/kafka/shared-kafka.ts";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { replayDeadLetter } from "../consumers/replay-dead-letter.ts";
import { clickHeaders, openKafkaPlace } from "./kafka-place.ts";

const patience = { timeout: 30_000, interval: 50 };

describe.skipIf(findCapability("kafka") === undefined)("clicks from Kafka", { timeout: 120_000 }, () => {
  let broker = "";
  beforeAll(async () => {
    broker = await sharedKafka();
  }, 120_000);

  test("a consumer goes on where its rows end, and a record that comes again counts once", async () => {
    const place = await openKafkaPlace(broker, { partitions: 2 });
    const [one, other] = [place.lane(0), place.lane(1)];
    await one.send(300);
    await other.send(200);
    const first = await place.startConsumer();
    await place.reaches({ head: 500, stored: 500, inFlight: 0 });
    await first.stop();
    expect(await place.rows("select partition, next from partition_offsets order by partition")).toEqual([
      { partition: 0, next: 300 },
      { partition: 1, next: 200 },
    ]);
    await one.sendAgain(250, 300);
    await one.send(50);
    const second = await place.startConsumer();
    await place.reaches({ head: 550, stored: 550, inFlight: 0, redelivered: 0 });
    await place.declare(one, other);
    await place.reaches({ balanced: true });
    expect(await place.agrees()).toBe(550);
    await vi.waitFor(async () => {
      const text = await second.metrics.metrics();
      expect(text).toMatch(/waypost_kafka_consumer_lag_records\{[^}]*partition="0"\} 0/);
      expect(text).toMatch(/waypost_kafka_consumer_rebalances_total\{[^}]*\} [1-9]/);
      expect(text).toMatch(/waypost_clicks_unread_records 0/);
    }, patience);
  });

  test("a database that was set back gets what it lost, with the consumer down and at work", async () => {
    const place = await openKafkaPlace(broker);
    const lane = place.lane();
    await lane.send(100);
    const first = await place.startConsumer();
    await place.reaches({ stored: 100 });
    const setBack = (seq: number) =>
      place.asOwner(`
        set search_path = analytics;
        delete from clicks where seq > ${seq};
        update lanes set seen = '{[1,${seq + 1})}', stored = ${seq}, head = ${seq};
        update partition_offsets set next = ${seq};
        truncate rollup_fresh, rollup_quarters, rollup_days, rollup_totals`);
    await setBack(40);
    await place.reaches({ stored: 100, head: 100, inFlight: 0 });
    await first.stop();
    await setBack(70);
    await lane.send(10);
    await place.startConsumer();
    await place.reaches({ stored: 110, head: 110, inFlight: 0, lost: 0 });
    expect(await place.rows("select count(distinct seq)::int as n from clicks")).toEqual([{ n: 110 }]);
  });

  test("a batch that begins above what is stored is refused, and the consumer goes back", async () => {
    const place = await openKafkaPlace(broker, { holesAfterMs: 3_600_000 });
    const lane = place.lane();
    await lane.send(50);
    await place.startConsumer();
    await place.reaches({ stored: 50 });
    // As a fail-over to a copy that lacks the last commits; nobody looks for holes in this test.
    await place.asOwner(`
      set search_path = analytics;
      delete from clicks where seq > 20;
      update lanes set seen = '{[1,21)}', stored = 20, head = 20;
      update partition_offsets set next = 20;
      truncate rollup_fresh, rollup_quarters, rollup_days, rollup_totals`);
    await lane.send(1);
    await place.reaches({ stored: 51, head: 51, inFlight: 0 });
    expect(await place.rows("select count(distinct seq)::int as n from clicks")).toEqual([{ n: 51 }]);
  });

  test("a topic that was made anew is read from its beginning", async () => {
    const place = await openKafkaPlace(broker);
    const [before, after] = [place.lane(), place.lane()];
    await before.send(30);
    const first = await place.startConsumer();
    await place.reaches({ stored: 30 });
    await first.stop();
    await place.topic.remake();
    // Longer than the old one was read: by its offset alone the new one would be taken up in its middle.
    await after.send(80);
    await place.startConsumer();
    await place.reaches({ stored: 110, inFlight: 0 });
    await before.sendAgain(20, 30);
    await after.send(1);
    await place.reaches({ stored: 111, inFlight: 0, deadLettered: 0 });
  });

  test("a topic that is made anew under a consumer at work is read from its beginning too", async () => {
    const place = await openKafkaPlace(broker);
    const [before, after] = [place.lane(), place.lane()];
    await before.send(30);
    await place.startConsumer();
    await place.reaches({ stored: 30 });
    await place.topic.remake();
    await after.send(80);
    await place.reaches({ stored: 110, inFlight: 0 });
  });

  test("records that went before they were read are told, and those after them stored", async () => {
    const place = await openKafkaPlace(broker);
    const lane = place.lane();
    await lane.send(40);
    const first = await place.startConsumer();
    await place.reaches({ stored: 40 });
    await first.stop();
    await lane.send(60);
    await place.topic.truncate(0, 75);
    const second = await place.startConsumer();
    await place.declare(lane);
    await place.reaches({ head: 100, stored: 65, inFlight: 35, lost: 0 });
    expect(await second.metrics.metrics()).toMatch(
      /waypost_kafka_consumer_truncated_records_total\{[^}]*\} 35/,
    );
    // Who still has them sends them again.
    await lane.sendAgain(41, 75);
    await place.reaches({ stored: 100, inFlight: 0, balanced: true });
    // And also under a consumer at work, which then has read everything.
    await lane.send(5);
    await place.reaches({ stored: 105 });
    await place.topic.truncate(0, 140);
    await lane.send(5);
    await place.reaches({ stored: 110, inFlight: 0 });
  });

  test("what is no click goes to the dead letters, or aside when nobody knows whose it is; the rest goes on", async () => {
    const place = await openKafkaPlace(broker);
    const lane = place.lane();
    await lane.send(3);
    await lane.sendRaw(Buffer.from("not protobuf"), { wp_at: "1e300" });
    await lane.send(1, {}, { ce_type: "waypost.events.v9.ClickEvent" });
    await lane.sendRaw(Buffer.alloc(200_000, 1), { note: "nul \0 here" });
    await lane.send(1, { at: Date.now() + 86_400_000 });
    const foreign = [
      { headers: {} },
      { headers: { ...clickHeaders("no uuid", 1) } },
      { headers: { ...clickHeaders(randomUUID(), 0) } },
      { headers: { ...clickHeaders(randomUUID(), 1), wp_seq: "9007199254740993" } },
      { headers: { "a\0b": "c\0d" }, value: null },
    ];
    await place.topic.produce(
      foreign.map((it) => ({ partition: 0, key: null, value: Buffer.from("x"), ...it })),
    );
    await lane.send(3);
    const consumer = await place.startConsumer();
    await place.reaches({ head: 10, stored: 7, deadLettered: 3, inFlight: 0 });
    expect(await place.rows("select seq, reason from dead_letters order by seq")).toEqual([
      { seq: 4, reason: expect.stringMatching(/invalid|undecodable|unknown-kind/) },
      { seq: 5, reason: "unknown-kind" },
      { seq: 6, reason: "too-large" },
    ]);
    // From the future: clamped and marked, and what comes after is not before it.
    expect(await place.rows("select count(*)::int as n from clicks where clamped")).toEqual([{ n: 1 }]);
    expect(await place.rows("select count(*)::int as n from foreign_records")).toEqual([{ n: 5 }]);
    expect(await consumer.metrics.metrics()).toMatch(
      /waypost_kafka_consumer_foreign_records_total\{[^}]*\} 5/,
    );
    const [letter] = await place.rows<{ id: number }>(
      "update dead_letters set origin = jsonb_set(origin, '{headers,ce_type}', '\"waypost.events.v1.ClickEvent\"') where seq = 5 returning id",
    );
    // As a version that knows the type: it reads the record with the headers it came with.
    const ctx = createIngestContext({
      database: place.database,
      retentionDays: 400,
      country: () => null,
      ownDomain: "x",
      now: Date.now,
    });
    const scope = { signal: new AbortController().signal };
    expect(await replayDeadLetter(ctx, scope, letter?.id ?? 0)).toEqual({ kind: "stored" });
    expect(await replayDeadLetter(ctx, scope, letter?.id ?? 0)).toEqual({ kind: "gone" });
    await place.reaches({ stored: 8, deadLettered: 2 });
  });

  test("partitions that are added are read, from their first record", async () => {
    const place = await openKafkaPlace(broker);
    const [one, other] = [place.lane(0), place.lane(1)];
    await one.send(10);
    await place.startConsumer();
    await place.reaches({ stored: 10 });
    await place.topic.addPartitions(2);
    await vi.waitFor(async () => {
      const [found] = await place.topic.admin
        .fetchTopicMetadata({ topics: [place.topic.name] })
        .then((it) => it.topics);
      expect(found?.partitions.length).toBe(2);
    }, patience);
    await other.send(20);
    await one.send(5);
    await place.reaches({ stored: 35, inFlight: 0 });
  });
});
