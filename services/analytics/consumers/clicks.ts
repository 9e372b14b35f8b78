import type { BusObserver, Subscription } from "@waypost/kit/bus/port.ts";
import type { Running } from "@waypost/kit/lifecycle/running.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";
import { ownDomain } from "../domain/traffic-source.ts";
import { bookLost } from "../store/lane-positions.ts";
import { ClickConsumer } from "./click-consumer.ts";
import { clickMetrics } from "./click-metrics.ts";
import { createIngestContext } from "./ingest-context.ts";
import {
  type ClicksBus,
  type ClicksContext,
  type ClicksHost,
  type ClicksTuning,
  openClicksBus,
} from "./open-clicks-bus.ts";
import { isRefusedData } from "./refused-data.ts";

/** Records of one transaction at most: the more it sums up the less a click costs. Only full when the consumer is behind. */
const MAX_BATCH = 20_000;
const STOP_MS = 10_000;
/** Nothing is ever sent on it: the connection tells when the database was away. */
const LIVENESS_CHANNEL = "analytics_store";

/** Reads the clicks that links writes, and stores them; its position is in the database, with the rows. */
export function clicksConsumer(context: ClicksContext, host: ClicksHost, tuning?: ClicksTuning): Running {
  let bus: ClicksBus | undefined;
  let unlisten: (() => Promise<void>) | undefined;
  return {
    name: "clicks",
    async start() {
      const consumer = new ClickConsumer(
        createIngestContext({
          database: context.database,
          retentionDays: host.config.clickRetentionDays,
          country: (address) => context.geo.country(address),
          ownDomain: ownDomain(host.place.publicUrl),
          now: host.now,
        }),
        { geo: context.geo, log: host.ops.log },
      );
      bus = await openClicksBus(context, host, observe(host), tuning);
      const subscription = subscribe(bus, consumer, context, host, tuning?.maxBatch);
      // A database that died has lost its last commits, as they don't wait for the disk; the log has their records.
      unlisten = await host.store.notifications.listen(LIVENESS_CHANNEL, {
        onMessage: () => undefined,
        onLive: (live) => {
          consumer.forget();
          if (live) subscription.recheck();
        },
      });
    },
    async stop() {
      await unlisten?.();
      await bus?.close(STOP_MS);
    },
  };
}

function subscribe(
  bus: ClicksBus,
  consumer: ClickConsumer,
  context: ClicksContext,
  host: ClicksHost,
  maxBatch = MAX_BATCH,
): Subscription {
  const subscription = bus.subscribe({
    maxBatch,
    holesAfterMs: host.config.lostAfterMs,
    // Our own database is asked again soon; finding a refused click holds the others up for a second, not for ten.
    backoff: { firstMs: 100, maxMs: 5_000 },
    handle: (batch, signal) => consumer.handle(batch, { signal }),
    prepare: (batch, signal) => consumer.prepare(batch, { signal }),
    async onUnreadable(lane, ranges, reason) {
      host.ops.log.error({ lane, ranges, reason }, "Clicks are lost: their records can't be read any more");
      await bookLost(context.database.db, lane, new MultiRange(ranges));
    },
    poison: {
      isPoison: isRefusedData,
      setAside: (record, error, signal) => consumer.setAside(record, error, { signal }),
    },
  });
  clickMetrics(host.ops.metrics).watchLag(() => subscription.lag());
  return subscription;
}

function observe(host: ClicksHost): BusObserver {
  const metrics = clickMetrics(host.ops.metrics);
  return {
    batch({ records, tookMs }) {
      metrics.batches.observe(tookMs / 1000);
      metrics.records.inc(records);
    },
    heldBack: ({ waitedMs }) => metrics.heldBack.inc(waitedMs / 1000),
    retry: () => metrics.retries.inc(),
    poison: () => metrics.setAside.inc(),
    resent: ({ records }) => metrics.resent.inc(records),
  };
}
