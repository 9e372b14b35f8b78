import type { BackoffOptions } from "@waypost/kit/bus/backoff.ts";
import type {
  Bus,
  BusObserver,
  BusRecord,
  Positions,
  Published,
  SubscribeOptions,
} from "@waypost/kit/bus/port.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";
import { onTestFinished } from "vitest";

/** What the suite needs of an adapter. Everything is set up anew for each test. */
export interface BusHarness {
  /** A bus on the same stored records as every other bus of this harness, with the topic `events` declared. */
  open(observer?: BusObserver): Promise<Bus>;
  /** Removes what the harness has made; all its buses are closed by then. */
  dispose(): Promise<void>;
}

/** Sets up a harness for the running test, closed after it, and answers how to open buses on it. */
export type OpenBuses = () => Promise<(observer?: BusObserver) => Promise<Bus>>;

/** The topic of every test. */
export const topic = "events";

/** A back-off that costs a test no time. */
export const quick: BackoffOptions = { firstMs: 1, maxMs: 5 };

/** How long an end may take, in milliseconds; none comes near it. */
export const boundMs = 15_000;

/** For `vi.waitFor`. */
export const patience = { timeout: 15_000, interval: 5 };

/** Makes {@link OpenBuses} of an adapter. */
export function busesOf(makeHarness: () => Promise<BusHarness>): OpenBuses {
  return async () => {
    const made = await makeHarness();
    const buses: Bus[] = [];
    onTestFinished(async () => {
      await Promise.all(buses.map((bus) => bus.close(boundMs)));
      await made.dispose();
    });
    return async (observer) => {
      const bus = await made.open(observer);
      buses.push(bus);
      return bus;
    };
  };
}

/** The payload as UTF-8. */
export const textOf = (record: BusRecord): string => Buffer.from(record.payload).toString();

/** The texts `1` to `total`. */
export const count = (total: number): string[] => Array.from({ length: total }, (_, index) => `${index + 1}`);

/** Publishes the texts in their order; resolves when all of them are durable. */
export function publish(bus: Bus, texts: readonly string[]): Promise<Published[]> {
  return Promise.all(texts.map((text) => bus.publish(topic, { payload: Buffer.from(text) })));
}

/** A handler that writes down what it gets. */
export function collect(rows: string[]): Pick<SubscribeOptions, "handle"> {
  return {
    handle: async (batch) => {
      rows.push(...batch.map(textOf));
    },
  };
}

/** What a consumer with a store of its own does: rows and position change together. */
export function makeConsumer() {
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
