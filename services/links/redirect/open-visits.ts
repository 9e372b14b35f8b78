import type { LinksTables } from "@waypost/gen/db/links.ts";
import { LaneService } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { observeTroubles } from "@waypost/kit/local-log/lane-troubles.ts";
import { openLogReader } from "@waypost/kit/local-log/reader.ts";
import type { LinksConfig } from "../config.ts";
import type { Visits } from "../context.ts";
import { findVisited, hasClicksLeft, takeClicks } from "../store/visits.ts";
import { ClickLimits } from "./click-limits.ts";
import { DayKeyRefresh } from "./day-key-refresh.ts";
import { DayKeys } from "./day-keys.ts";
import { Follow } from "./follow.ts";
import { LaneReporter } from "./lane-reporter.ts";
import { clicksTopic, openClickLog } from "./open-click-log.ts";
import { openLinkCache } from "./open-link-cache.ts";
import { Rejections } from "./rejections.ts";
import { visitorAddressBy } from "./trusted-proxies.ts";
import { VisitMetrics } from "./visit-metrics.ts";
import { VisitorSealer } from "./visitor-sealer.ts";

/** How long visitors of a link that is not in the cache wait for PostgreSQL. */
const storeMs = 3_000;
/** How long analytics may take to be told or asked something in the background. */
const tellMs = 2_000;

/**
 * What answers the visitors of a process, with its lanes of the log open, and how to forget a link that was changed
 * here.
 */
export interface OpenVisits {
  readonly visits: Visits;
  readonly forget: (code: string) => void;
}

/** Opens a lane, the cache and its ear for changes, and begins to report. All of it ends with `scope`. */
export async function openVisits(host: ServiceHost<LinksConfig>, scope: Scope): Promise<OpenVisits> {
  const { config, now } = host;
  const { log, background } = host.ops;
  const database = host.store.database<LinksTables>();
  // A deadline of their own: several visitors share a statement, and none may end it for the others.
  const store = () => {
    const signal = AbortSignal.timeout(storeMs);
    return database.within({ signal, deadline: Date.now() + storeMs });
  };
  const { cache, announce } = await openLinkCache(host, scope, (code) => findVisited(store(), code));
  const lanes = host.peers.peer("analytics", LaneService);
  const ownCall = (signal?: AbortSignal) =>
    host.peers.ownCall({ timeoutMs: tellMs, ...(signal === undefined ? {} : { signal }) });
  const clickLog = openClickLog(host, lanes, ownCall);
  scope.onStop("click log", () => clickLog.close());
  // Workers share the disk; the only process, or the first worker, tells of the lanes that others left there.
  const reader =
    host.place.workerIndex <= 1
      ? openLogReader({
          directory: host.bus.topicFolder(clicksTopic),
          pollMs: 500,
          log,
          troubles: observeTroubles(host.ops.metrics, clicksTopic),
        })
      : null;
  if (reader !== null) scope.onStop("left lanes", () => reader.close());
  const rejections = new Rejections();
  const metrics = new VisitMetrics();
  metrics.register(host.ops.metrics, rejections, cache);
  const keys = new DayKeys();
  const { writers } = clickLog;
  const reporter = new LaneReporter({ lanes, writers, reader, rejections, ownCall, now, log });
  scope.onStop("last lane report", async () => {
    await clickLog.close();
    await reporter.report();
  });
  const refresh = new DayKeyRefresh({ lanes, keys, now, ownCall, log });
  background.spawn("lane reports", "links", (signal) => reporter.run(signal), { restart: "on-failure" });
  background.spawn("day keys", "links", (signal) => refresh.run(signal), { restart: "on-failure" });
  const visits = new Follow({
    cache,
    forget: announce,
    limits: new ClickLimits(
      (id, count) => takeClicks(store(), id, count, new Date(now())),
      (id) => hasClicksLeft(store(), id, new Date(now())),
    ),
    clicks: clickLog.clicks,
    sealer: new VisitorSealer(keys, visitorAddressBy(config.trustProxy)),
    rejections,
    metrics,
    trustRequestId: config.trustRequestId,
    now,
    log,
  });
  return { visits, forget: announce };
}
