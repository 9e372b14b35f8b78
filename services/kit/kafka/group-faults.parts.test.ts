import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import { makeOffsetGroup } from "@waypost/testing/kafka/offset-group.ts";
import { type KafkaBroker, startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { makeTestTopic, type TestTopic } from "@waypost/testing/kafka/test-topic.ts";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { RebalanceReport } from "../bus/port.ts";
import { connectKafka } from "./connect-kafka.ts";
import type { MemberTuning } from "./group-member.ts";
import { KafkaBus } from "./kafka-bus.ts";

const log = pino({ level: "silent" });
const patience = { timeout: 90_000, interval: 50 };
const quick: MemberTuning = { heartbeatMs: 300, sessionMs: 6_000, fetchWaitMs: 50, metadataMs: 1_000 };
const partitions = 3;

describe.skipIf(findCapability("kafka") === undefined)(
  "groups and the faults of Kafka",
  { timeout: 240_000 },
  () => {
    let folder = "";
    let proxy: FaultProxy;
    let broker: KafkaBroker;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
      proxy = await FaultProxy.start();
      await startBroker();
    }, 120_000);

    afterAll(async () => {
      await broker?.kill();
      await proxy?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Starts the broker, or starts it again with all that it had. */
    async function startBroker(): Promise<void> {
      const again = broker === undefined ? {} : { port: broker.port };
      broker = await startKafka({ folder, proxyPort: proxy.port, ...again });
      proxy.forwardTo(broker.doorAddress("proxied"));
    }

    /** A topic with lanes that are written to, and a group with a store, whose consumers come and go. */
    async function openPlace() {
      const topic: TestTopic = await makeTestTopic([broker.address], { partitions });
      const group = makeOffsetGroup();
      const heads = new Map<string, number>();
      const lanes: string[] = Array.from({ length: 6 }, () => randomUUID());
      const rebalances: RebalanceReport[] = [];
      const crashes: unknown[] = [];
      const open = new Set<KafkaBus>();
      onTestFinished(async () => {
        await Promise.all(Array.from(open, (bus) => bus.close(5_000)));
        await topic.remove();
      });
      const messageOf = (lane: string, seq: number) => ({
        partition: lanes.indexOf(lane) % partitions,
        key: lane,
        value: Buffer.from(String(seq)),
        headers: { wp_lane: lane, wp_seq: String(seq), wp_at: String(Date.now()) },
      });
      return {
        topic,
        group,
        rebalances,
        crashes,
        /** Writes so many records to each lane. */
        async write(count: number) {
          const messages = lanes.flatMap((lane) => {
            const head = heads.get(lane) ?? 0;
            heads.set(lane, head + count);
            return Array.from({ length: count }, (_, index) => messageOf(lane, head + index + 1));
          });
          await topic.produce(messages);
        },
        /** Writes what was written before, once more. */
        async writeAgain(from: number, to: number) {
          const messages = lanes.flatMap((lane) =>
            Array.from({ length: to - from + 1 }, (_, index) => messageOf(lane, from + index)),
          );
          await topic.produce(messages);
        },
        join(tuning: MemberTuning = quick) {
          const connection = { brokers: [proxy.address], clientId: "test", tls: null, sasl: null };
          const bus = new KafkaBus({
            connect: () => connectKafka(connection, log),
            topics: { events: { kafkaTopic: topic.name } },
            observer: {
              rebalanced: (report) => rebalances.push(report),
              crashed: ({ error }) => crashes.push(error),
            },
            tuning,
            log,
          });
          open.add(bus);
          const subscription = bus.subscribe({
            topic: "events",
            group: "g",
            maxBatch: 50,
            maxWaitMs: 5,
            position: group.position,
            backoff: { firstMs: 50, maxMs: 500 },
            handle: group.handle,
          });
          return {
            subscription,
            async leave() {
              open.delete(bus);
              await bus.close(10_000);
            },
          };
        },
        /** Everything that was written is stored, each lane in its order; so nothing is lost and nothing doubled. */
        async hasAll() {
          const total = [...heads.values()].reduce((sum, head) => sum + head, 0);
          await vi.waitFor(() => expect(group.total()).toBe(total), patience);
          for (const [lane, head] of heads)
            expect(group.rows.get(lane)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
        },
        async shared(members: number) {
          const groupId = `${topic.name}.g`;
          await vi.waitFor(async () => expect(await topic.members(groupId)).toBe(members), patience);
        },
      };
    }

    test("consumers that come and go while records come: nothing lost, nothing doubled, lanes in order", async () => {
      const place = await openPlace();
      const members = [place.join()];
      for (let round = 0; round < 12; round++) {
        await place.write(40);
        if (round % 3 === 1) members.push(place.join());
        if (round % 3 === 2) await members.shift()?.leave();
        if (round % 4 === 3) await place.writeAgain(10, 30);
        // Simulates the pace of visitors, so that members come and go while others read.
        await delay(150);
      }
      await place.hasAll();
    });

    test("a rolling restart of three costs five rebalances at most, and what comes meanwhile is read", async () => {
      const place = await openPlace();
      // As in production: what makes restarts cheap is how often members show themselves.
      const members = [place.join({}), place.join({}), place.join({})];
      await place.shared(3);
      await place.write(10);
      await place.hasAll();
      const led = () => place.rebalances.filter(({ leads }) => leads).length;
      const before = led();
      for (const index of members.keys()) {
        await members[index]?.leave();
        members[index] = place.join({});
        await place.write(10);
        await place.shared(3);
        await place.hasAll();
      }
      expect(led() - before).toBeLessThanOrEqual(5);
    });

    test("a broker that is killed and comes back, and connections cut, refused, half-open and without answers", async () => {
      const place = await openPlace();
      place.join();
      const other = place.join();
      await place.write(20);
      await place.hasAll();
      await broker.kill();
      await vi.waitFor(() => expect(proxy.connections).toBe(0), patience);
      await startBroker();
      // Its own door is another connection, which knows that the broker is back.
      await vi.waitFor(() => place.write(20), patience);
      await place.hasAll();
      for (const fault of ["cut", "refuse", "blackhole", "dropReplies"] as const) {
        proxy[fault]();
        await place.write(20);
        // Simulates an outage that lasts.
        await delay(1_500);
        proxy.heal();
        await place.write(20);
        await place.hasAll();
      }
      await other.leave();
      await place.write(20);
      await place.hasAll();
    });

    test("a consumer that ends for good says so, and is made anew when it can be", async () => {
      const place = await openPlace();
      const { subscription } = place.join();
      await place.write(5);
      await place.hasAll();
      expect(subscription.progress.trouble).toBeUndefined();
      await place.topic.admin.deleteTopics({ topics: [place.topic.name] });
      await vi.waitFor(
        () => expect(subscription.progress.trouble).toMatch(/^Kafka can't be read: /),
        patience,
      );
      await vi.waitFor(() => expect(place.crashes.length).toBeGreaterThan(0), patience);
      await place.topic.remake();
      await place.write(5);
      await place.hasAll();
      expect(subscription.progress.trouble).toBeUndefined();
    });

    test("without a broker it says what it lacks, and stops at once", async () => {
      const retried: unknown[] = [];
      const bus = new KafkaBus({
        connect: () =>
          connectKafka({ brokers: ["127.0.0.1:1"], clientId: "test", tls: null, sasl: null }, log),
        topics: { events: { kafkaTopic: "nowhere" } },
        observer: { retry: ({ error }) => retried.push(error) },
        log,
      });
      const subscription = bus.subscribe({
        topic: "events",
        group: "g",
        backoff: { firstMs: 10 },
        handle: async () => {},
      });
      await vi.waitFor(() => expect(retried.length).toBeGreaterThan(0), patience);
      expect(subscription.progress.trouble).toBe("Kafka can't be read: no connection for the topic nowhere.");
      expect(await subscription.lag()).toEqual({ records: Number.NaN, oldestAgeMs: Number.NaN });
      expect(await subscription.drain(10)).toBe(false);
      await bus.close(60_000);
    });

    test("a topic that is not there is named, with what to do", async () => {
      const retried: unknown[] = [];
      const bus = new KafkaBus({
        connect: () =>
          connectKafka({ brokers: [broker.address], clientId: "test", tls: null, sasl: null }, log),
        topics: { events: { kafkaTopic: "waypost.nowhere" } },
        observer: { retry: ({ error }) => retried.push(error) },
        log,
      });
      onTestFinished(() => bus.close(5_000));
      bus.subscribe({ topic: "events", group: "g", backoff: { firstMs: 10 }, handle: async () => {} });
      await vi.waitFor(() => {
        expect(retried[0]).toMatchObject({
          message: "Kafka has no topic waypost.nowhere; make it with: npm run topics -- apply",
        });
      }, patience);
    });
  },
);
