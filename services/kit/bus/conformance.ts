import { describe, expect, onTestFinished, test, vi } from "vitest";
import { MultiRange } from "../position/multirange.ts";
import type { BackoffOptions } from "./backoff.ts";
import type {
  BatchReport,
  Bus,
  BusObserver,
  BusRecord,
  Positions,
  RetryReport,
  SubscribeOptions,
} from "./port.ts";

/** What the suite needs of an adapter. Everything is set up anew for each test. */
export interface BusHarness {
  /** A bus on the same stored records as every other bus of this harness, with the topic `events` declared. */
  open(observer?: BusObserver): Promise<Bus>;
  /** Removes what the harness has made; all its buses are closed by then. */
  dispose(): Promise<void>;
}

const topic = "events";
const quick: BackoffOptions = { firstMs: 1, maxMs: 5 };
const boundMs = 5000;
const patience = { timeout: 15_000, interval: 5 };

/** What a consumer with a store of its own does: rows and position change together. */
function consumer() {
  const rows: string[] = [];
  const seen = new Map<string, MultiRange>();
  return {
    rows,
    seen,
    position: {
      load: async (): Promise<Positions> => new Map(Array.from(seen, ([lane, set]) => [lane, set.clone()])),
    },
    store: (record: BusRecord) => {
      const set = seen.get(record.lane) ?? new MultiRange();
      seen.set(record.lane, set);
      if (set.has(record.seq)) return;
      set.add(record.seq);
      rows.push(textOf(record));
    },
  };
}

const textOf = (record: BusRecord) => Buffer.from(record.payload).toString();
const count = (total: number) => Array.from({ length: total }, (_, index) => `${index + 1}`);

/**
 * The suite every adapter of the bus passes. `makeHarness` is called once for each test.
 */
export function busConformance(name: string, makeHarness: () => Promise<BusHarness>): void {
  async function harness() {
    const made = await makeHarness();
    const buses: Bus[] = [];
    onTestFinished(async () => {
      await Promise.all(buses.map((bus) => bus.close(boundMs)));
      await made.dispose();
    });
    return async (observer?: BusObserver) => {
      const bus = await made.open(observer);
      buses.push(bus);
      return bus;
    };
  }

  const publish = (bus: Bus, texts: readonly string[]) =>
    Promise.all(texts.map((text) => bus.publish(topic, { payload: Buffer.from(text) })));

  const collect = (rows: string[]): Pick<SubscribeOptions, "handle"> => ({
    handle: async (batch) => {
      rows.push(...batch.map(textOf));
    },
  });

  describe(`bus: ${name}`, { timeout: 30_000 }, () => {
    test("records arrive as they were published, in order within their lane", async () => {
      const open = await harness();
      const bus = await open();
      const records: BusRecord[] = [];
      bus.subscribe({ topic, group: "a", maxBatch: 7, handle: async (batch) => void records.push(...batch) });
      const before = Date.now();
      const published = await publish(bus, count(100));
      await bus.publish(topic, {
        payload: Buffer.from("last"),
        headers: { ce_type: "x", traceparent: "00-1-2-01" },
      });
      await vi.waitFor(() => expect(records.length).toBe(101), patience);
      expect(records.map(textOf)).toEqual([...count(100), "last"]);
      expect(records.slice(0, 100).map(({ lane, seq }) => ({ lane, seq }))).toEqual(published);
      expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
      expect(records[100]?.headers).toMatchObject({ ce_type: "x", traceparent: "00-1-2-01" });
      for (const { at } of records) {
        expect(at).toBeGreaterThanOrEqual(before - 1);
        expect(at).toBeLessThanOrEqual(Date.now() + 1);
      }
    });

    test("batches are no larger than asked", async () => {
      const open = await harness();
      const [bus, other] = [await open(), await open()];
      await publish(bus, count(25));
      await publish(other, count(40));
      const sizes: number[] = [];
      const handle = async (batch: readonly BusRecord[]) => void sizes.push(batch.length);
      const subscription = bus.subscribe({ topic, group: "a", maxBatch: 8, handle });
      expect(await subscription.drain(boundMs)).toBe(true);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(65);
    });

    test("groups are independent: each gets everything, one that fails holds no other up", async () => {
      const open = await harness();
      const bus = await open();
      const rows: string[] = [];
      const stuck = vi.fn(() => Promise.reject(new Error("no connection")));
      bus.subscribe({ topic, group: "stuck", backoff: quick, handle: stuck });
      bus.subscribe({ topic, group: "well", ...collect(rows) });
      await publish(bus, count(20));
      await vi.waitFor(() => expect(rows).toEqual(count(20)), patience);
      await vi.waitFor(() => expect(stuck.mock.calls.length).toBeGreaterThan(2), patience);
    });

    test("a new group starts at the earliest record, and what came while it was down arrives", async () => {
      const open = await harness();
      const first = await open();
      const rows: string[] = [];
      await publish(first, ["1", "2"]);
      const subscription = first.subscribe({ topic, group: "late", ...collect(rows) });
      await vi.waitFor(() => expect(rows).toEqual(["1", "2"]), patience);
      await subscription.stop(boundMs);
      await publish(first, ["3"]);
      await first.close(boundMs);
      const second = await open();
      await publish(second, ["4"]);
      second.subscribe({ topic, group: "late", ...collect(rows) });
      await vi.waitFor(() => expect(rows.toSorted()).toEqual(["1", "2", "3", "4"]), patience);
      expect(rows.slice(0, 2)).toEqual(["1", "2"]);
    });

    test("the position is committed after the handler: what was in hand at the end comes again", async () => {
      const open = await harness();
      const first = await open();
      const handed: string[] = [];
      await publish(first, ["done"]);
      first.subscribe({
        topic,
        group: "a",
        handle: async (batch, signal) => {
          handed.push(...batch.map(textOf));
          if (handed.includes("in hand"))
            await new Promise((_, fail) => signal.addEventListener("abort", fail));
        },
      });
      await vi.waitFor(() => expect(handed).toEqual(["done"]), patience);
      await publish(first, ["in hand"]);
      await vi.waitFor(() => expect(handed).toEqual(["done", "in hand"]), patience);
      await first.close(20);
      const rows: string[] = [];
      const second = await open();
      second.subscribe({ topic, group: "a", ...collect(rows) });
      await vi.waitFor(() => expect(rows).toEqual(["in hand"]), patience);
    });

    test("a group's own store decides what it gets: after a crash in the middle everything is there once", async () => {
      const open = await harness();
      const store = consumer();
      const first = await open();
      await publish(first, count(60));
      let calls = 0;
      first.subscribe({
        topic,
        group: "own",
        maxBatch: 10,
        position: store.position,
        backoff: { firstMs: 60_000 },
        handle: async (batch) => {
          // The third transaction commits, and its answer is lost.
          for (const record of batch) store.store(record);
          if (++calls === 3) throw new Error("connection reset");
        },
      });
      await vi.waitFor(() => expect(calls).toBe(3), patience);
      await first.close(boundMs);
      expect(store.rows.length).toBe(30);
      const redelivered: string[] = [];
      const second = await open();
      const handle = async (batch: readonly BusRecord[]) => {
        for (const record of batch) {
          if (store.seen.get(record.lane)?.has(record.seq)) redelivered.push(textOf(record));
          store.store(record);
        }
      };
      const subscription = second.subscribe({ topic, group: "own", position: store.position, handle });
      expect(await subscription.drain(boundMs)).toBe(true);
      expect(store.rows).toEqual(count(60));
      expect(redelivered).toEqual([]);
    });

    test("numbers that the store has lost are sent again", async () => {
      const open = await harness();
      const store = consumer();
      const resent = vi.fn();
      const bus = await open({ resent });
      const handle = async (batch: readonly BusRecord[]) => batch.forEach(store.store);
      bus.subscribe({ topic, group: "own", position: store.position, holesAfterMs: 20, handle });
      await publish(bus, count(30));
      await vi.waitFor(() => expect(store.rows.length).toBe(30), patience);
      // The database is restored from a backup of some time ago.
      store.rows.length = 0;
      for (const set of store.seen.values()) set.remove(5, 12);
      await vi.waitFor(() => expect(store.rows).toEqual(count(12).slice(4)), patience);
      expect(resent).toHaveBeenCalled();
    });

    test("a throwing handler never ends the subscription, and the batch comes again in order", async () => {
      const open = await harness();
      const retries: RetryReport[] = [];
      const bus = await open({ retry: (report) => retries.push(report) });
      const rows: string[] = [];
      let failures = 4;
      const failing: SubscribeOptions["handle"] = (batch) => {
        if (failures-- > 0) throw new TypeError("not even a promise");
        rows.push(...batch.map(textOf));
        return Promise.resolve();
      };
      bus.subscribe({ topic, group: "a", backoff: quick, handle: failing });
      await publish(bus, count(10));
      await vi.waitFor(() => expect(rows).toEqual(count(10)), patience);
      expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
      await publish(bus, ["after"]);
      await vi.waitFor(() => expect(rows.at(-1)).toBe("after"), patience);
    });

    test("a poisoned record is found, tried as often as it may, set aside; the others pass in order", async () => {
      const open = await harness();
      const bus = await open();
      const rows: string[] = [];
      const aside: string[] = [];
      let alone = 0;
      await publish(bus, count(33));
      let outage = 3;
      const subscription = bus.subscribe({
        topic,
        group: "a",
        backoff: quick,
        handle: async (batch) => {
          if (outage-- > 0) throw new Error("no connection");
          if (batch.some((record) => textOf(record) === "17")) {
            if (batch.length === 1) alone++;
            throw new RangeError("bad record");
          }
          rows.push(...batch.map(textOf));
        },
        poison: {
          isPoison: (error) => error instanceof RangeError,
          attempts: 3,
          setAside: async (record) => void aside.push(textOf(record)),
        },
      });
      expect(await subscription.drain(boundMs)).toBe(true);
      expect(rows).toEqual(count(33).filter((text) => text !== "17"));
      expect({ aside, alone }).toEqual({ aside: ["17"], alone: 3 });
    });

    test("a slow handler gets one batch at a time, and the rest waits", async () => {
      const open = await harness();
      const reports: BatchReport[] = [];
      const bus = await open({ batch: (report) => reports.push(report) });
      let release: (() => void) | undefined;
      let inHand = 0;
      let most = 0;
      const rows: string[] = [];
      const subscription = bus.subscribe({
        topic,
        group: "a",
        maxBatch: 5,
        handle: async (batch) => {
          most = Math.max(most, ++inHand);
          await new Promise<void>((settle) => {
            release = settle;
          });
          rows.push(...batch.map(textOf));
          inHand--;
        },
      });
      await publish(bus, count(20));
      await vi.waitFor(() => expect(release).toBeDefined(), patience);
      expect(subscription.lag().records).toBeGreaterThanOrEqual(15);
      await vi.waitFor(() => {
        release?.();
        expect(rows).toEqual(count(20));
      }, patience);
      expect(most).toBe(1);
      await vi.waitFor(() => expect(subscription.lag()).toEqual({ records: 0, oldestAgeMs: 0 }), patience);
      expect(reports.reduce((sum, { records }) => sum + records, 0)).toBe(20);
    });

    test("a paused subscription gets nothing until it is resumed", async () => {
      const open = await harness();
      const bus = await open();
      const paused: string[] = [];
      const other: string[] = [];
      const subscription = bus.subscribe({ topic, group: "paused", ...collect(paused) });
      subscription.pause();
      bus.subscribe({ topic, group: "other", ...collect(other) });
      await publish(bus, count(5));
      await vi.waitFor(() => expect(other).toEqual(count(5)), patience);
      expect(await subscription.drain(50)).toBe(false);
      expect(paused).toEqual([]);
      subscription.resume();
      await vi.waitFor(() => expect(paused).toEqual(count(5)), patience);
    });

    test("replay from a position delivers everything from there again", async () => {
      const open = await harness();
      const bus = await open();
      const rows: string[] = [];
      const published = await publish(bus, count(20));
      const subscription = bus.subscribe({ topic, group: "a", ...collect(rows) });
      expect(await subscription.drain(boundMs)).toBe(true);
      rows.length = 0;
      await subscription.replayFrom(published[0]?.lane ?? "", 15);
      await vi.waitFor(() => expect(rows).toEqual(count(20).slice(14)), patience);
    });

    test("drain resolves when everything before it is handled", async () => {
      const open = await harness();
      const bus = await open();
      const rows: string[] = [];
      const subscription = bus.subscribe({ topic, group: "a", maxBatch: 9, ...collect(rows) });
      await publish(bus, count(500));
      expect(await subscription.drain(boundMs)).toBe(true);
      expect(rows).toEqual(count(500));
    });

    test("stop finishes the batch in hand, takes no other, and leaves the rest for the next start", async () => {
      const open = await harness();
      const first = await open();
      await publish(first, count(30));
      const rows: string[] = [];
      let stopped: Promise<void> | undefined;
      const subscription = first.subscribe({
        topic,
        group: "a",
        maxBatch: 10,
        handle: async (batch) => {
          stopped ??= subscription.stop(boundMs);
          await new Promise(setImmediate);
          rows.push(...batch.map(textOf));
        },
      });
      await vi.waitFor(() => expect(stopped).toBeDefined(), patience);
      await stopped;
      expect(rows).toEqual(count(10));
      first.subscribe({ topic, group: "a", ...collect(rows) });
      await vi.waitFor(() => expect(rows).toEqual(count(30)), patience);
    });

    test("stop is bounded: a handler past its time sees its signal, one in back-off ends at once", async () => {
      const open = await harness();
      const bus = await open();
      await publish(bus, ["1"]);
      const aborted = vi.fn();
      const hanging = bus.subscribe({
        topic,
        group: "hanging",
        handle: (_batch, signal) =>
          new Promise((_, fail) =>
            signal.addEventListener("abort", () => {
              aborted();
              fail(signal.reason);
            }),
          ),
      });
      const waiting = vi.fn(() => Promise.reject(new Error("no connection")));
      const retrying = bus.subscribe({
        topic,
        group: "retrying",
        backoff: { firstMs: 600_000 },
        handle: waiting,
      });
      await vi.waitFor(() => expect(waiting).toHaveBeenCalledOnce(), patience);
      await vi.waitFor(() => expect(hanging.lag().oldestAgeMs).toBeGreaterThan(0), patience);
      await Promise.all([hanging.stop(20), retrying.stop(60_000)]);
      expect(aborted).toHaveBeenCalledOnce();
      expect(waiting).toHaveBeenCalledOnce();
    });

    test("within a group one subscription at a time gets records; the other takes over when it stops", async () => {
      const open = await harness();
      const [one, other] = [await open(), await open()];
      const rows: string[] = [];
      const taken: string[] = [];
      const first = one.subscribe({ topic, group: "a", ...collect(rows) });
      await publish(one, ["1"]);
      await vi.waitFor(() => expect(rows).toEqual(["1"]), patience);
      other.subscribe({ topic, group: "a", ...collect(taken) });
      await publish(other, ["2"]);
      await vi.waitFor(() => expect(rows).toEqual(["1", "2"]), patience);
      await first.stop(boundMs);
      await publish(one, ["3"]);
      await vi.waitFor(() => expect(taken).toEqual(["3"]), patience);
    });

    test("topics and groups that can't be are refused", async () => {
      const open = await harness();
      const bus = await open();
      await expect(bus.publish("unknown", { payload: Buffer.from("") })).rejects.toThrow(RangeError);
      expect(() => bus.subscribe({ topic: "unknown", group: "a", ...collect([]) })).toThrow(RangeError);
      expect(() => bus.subscribe({ topic, group: "../a", ...collect([]) })).toThrow(RangeError);
    });
  });
}
