import type { LaneService } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import { type WatchedForwarder, watchForwarder } from "@waypost/kit/kafka/forwarder-metrics.ts";
import { ThreadedForwarder } from "@waypost/kit/kafka/threaded-forwarder.ts";
import { LaneTurns } from "@waypost/kit/local-log/lane-turns.ts";
import { type LogWriter, openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { observeWriters } from "@waypost/kit/local-log/writer-metrics.ts";
import type { LogWriterOptions, SyncMode } from "@waypost/kit/local-log/writer-options.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import { gauge } from "@waypost/kit/telemetry/metrics.ts";
import { checkClickLog, type LinksConfig } from "../config.ts";
import { AcknowledgedClicks } from "./acknowledged-clicks.ts";
import { lanePositions } from "./lane-positions.ts";

/** The topic whose local log clicks are written to. */
export const clicksTopic = "clicks";
/** The same topic at Kafka. */
const kafkaTopic = `waypost.${clicksTopic}`;
/** What every click has as a CloudEvent. */
const headers = {
  ce_specversion: "1.0",
  ce_type: "waypost.events.v1.ClickEvent",
  ce_source: "/waypost/links",
} as const;
/** Lanes of a process whose clicks go to Kafka; several, so that few processes reach many partitions. */
const kafkaLanes = 4;
/** How long a visitor waits for the broker. */
const ackMs = 3_000;
/** How long records wait for others: visitors may wait for them, or only the statistics. */
const lingerMs = { kafka: 2, log: 50 } as const;
/** How long the last clicks of a process may take to reach the broker; after it they wait for the next start. */
const lastMs = 3_000;

/** Where the clicks of this process go. */
export interface ClickLog {
  readonly clicks: Pick<LogWriter, "append">;
  readonly writers: readonly LogWriter[];
  /** Ends the lanes, and brings to the broker what it hasn't yet. Twice is once. */
  close(): Promise<void>;
}

/** Opens the lanes of this process and, where Kafka is the bus, begins to forward them. */
export function openClickLog(
  host: ServiceHost<LinksConfig>,
  lanes: Peer<typeof LaneService>,
  ownCall: (signal?: AbortSignal) => Call,
): ClickLog {
  const { config, now } = host;
  const { kafka } = host.bus;
  const { log, metrics } = host.ops;
  checkClickLog(config, kafka !== null);
  const turns = openLanes(host, config.logLanes ?? (kafka === null ? 1 : kafkaLanes));
  observeWriters(metrics, clicksTopic, turns.writers);
  const { writers } = turns;
  if (kafka === null) return { clicks: turns, writers, close: () => turns.close() };
  const acknowledged = config.clickAck === "kafka" ? holdAnswers(host, turns) : undefined;
  const watched = watchForwarder(metrics, kafkaTopic, now);
  tellReadiness(host, watched);
  const forwarder = new ThreadedForwarder({
    connection: kafka,
    topic: kafkaTopic,
    writers,
    headers,
    owner: lanePositions(lanes, ownCall),
    lingerMs: lingerMs[config.clickAck],
    givesWay: config.clickAck === "log",
    holesAfterMs: config.lostAfterMs,
    retention: host.bus.retention,
    observer: {
      ...watched.observer,
      forwarded(lane, seq) {
        watched.observer.forwarded(lane, seq);
        acknowledged?.forwarded(lane, seq);
      },
      trouble(rejection) {
        watched.observer.trouble(rejection);
        acknowledged?.trouble(rejection !== null);
      },
    },
    log,
  });
  const end = async () => {
    await turns.close();
    if (watched.trouble() === null) await forwarder.drain(lastMs);
    await forwarder.stop(lastMs);
  };
  let ended: Promise<void> | undefined;
  return {
    clicks: acknowledged ?? turns,
    writers,
    close() {
      ended ??= end();
      return ended;
    },
  };
}

function openLanes({ config, bus, ops, now }: ServiceHost<LinksConfig>, count: number): LaneTurns {
  const options: LogWriterOptions = {
    directory: bus.topicFolder(clicksTopic),
    sync: syncModeOf(config.logSync),
    floorBytes: config.logFloorMb * 1024 ** 2,
    onFloor: config.onDiskFull === "refuse" ? "refuse" : "unrecorded",
    clock: now,
    log: ops.log,
  };
  return new LaneTurns([
    openLogWriter(options),
    ...Array.from({ length: count - 1 }, () => openLogWriter(options)),
  ]);
}

function holdAnswers({ config, ops }: ServiceHost<LinksConfig>, lanes: LaneTurns): AcknowledgedClicks {
  const acknowledged = new AcknowledgedClicks({
    lanes,
    timeoutMs: ackMs,
    whenLate: config.onDiskFull === "refuse" ? "refused" : "recorded",
  });
  gauge(ops.metrics, {
    name: "waypost_redirect_unacknowledged_clicks",
    help: "Visitors who were answered without the broker's word, since the start: their clicks are in the local log.",
    collect: (it) => it.set(acknowledged.late),
  });
  return acknowledged;
}

/** Without the broker redirects go on and the log keeps the clicks, unless visitors must be refused. */
function tellReadiness({ config, ops }: ServiceHost<LinksConfig>, watched: WatchedForwarder): void {
  const check = async () => {
    const trouble = watched.trouble();
    if (trouble !== null) throw new Error(trouble.sentence);
  };
  if (config.clickAck === "kafka" && config.onDiskFull === "refuse") ops.readiness.add("kafka-clicks", check);
  else ops.readiness.addNote("kafka-clicks", check);
}

/** The setting's pattern lets nothing else through. */
function syncModeOf(text: string): SyncMode {
  if (text === "os" || text === "always") return text;
  return `interval:${Number(/\d+/.exec(text)?.[0])}ms`;
}
