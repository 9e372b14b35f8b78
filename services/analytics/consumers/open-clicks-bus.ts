import type { BusObserver, ForeignRecord, SubscribeOptions, Subscription } from "@waypost/kit/bus/port.ts";
import type { HostOps, ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { MemberTuning } from "@waypost/kit/kafka/group-member.ts";
import type { GroupProgress } from "@waypost/kit/kafka/group-progress.ts";
import type { KafkaConnection } from "@waypost/kit/kafka/kafka-settings.ts";
import type { AnalyticsConfig } from "../config.ts";
import type { AnalyticsContext } from "../context.ts";
import { keepForeignRecord } from "../store/foreign-records.ts";
import { loadPositions } from "../store/lane-positions.ts";
import { offsetStore } from "../store/partition-offsets.ts";

/** What reading clicks needs of the process. */
export type ClicksHost = Omit<ServiceHost<AnalyticsConfig>, "peers">;

/** What reading clicks needs of the service. */
export type ClicksContext = Pick<AnalyticsContext, "database" | "geo">;

/** The bus that carries clicks, read by one subscription. */
export interface ClicksBus {
  /** Begins to read; what every bus needs alike comes from the caller. */
  subscribe(options: Omit<SubscribeOptions, "topic" | "group" | "position">): Subscription;
  close(timeoutMs: number): Promise<void>;
}

/** What tests do otherwise than production. */
export interface ClicksTuning {
  /** The topic at the broker. Default `waypost.clicks`. */
  readonly kafkaTopic?: string;
  /** Records of a batch at most. */
  readonly maxBatch?: number;
  readonly member?: MemberTuning;
}

const topic = "clicks";
const group = "analytics";

/** Opens the bus of the settings: the local log that links writes on this disk, or Kafka. */
export async function openClicksBus(
  context: ClicksContext,
  host: ClicksHost,
  observer: BusObserver,
  tuning: ClicksTuning = {},
): Promise<ClicksBus> {
  const { kafka } = host.bus;
  if (kafka === null) return await openLocal(context, host, observer);
  return await openKafka(context, host, kafka, observer, tuning);
}

async function openLocal(
  { database }: ClicksContext,
  host: ClicksHost,
  observer: BusObserver,
): Promise<ClicksBus> {
  const [{ openLocalBus }, { loopGauge }] = await Promise.all([
    import("@waypost/kit/bus/local-bus.ts"),
    import("@waypost/kit/bus/pace.ts"),
  ]);
  const bus = openLocalBus({
    topics: {
      [topic]: { directory: host.bus.topicFolder(topic), owner: group, retention: host.bus.retention },
    },
    observer,
    log: host.ops.log,
    metrics: host.ops.metrics,
  });
  const position = { load: () => loadPositions(database.db) };
  // Visitors are answered on the same thread: while they keep it busy, clicks wait on disk.
  const pace = { gauge: loopGauge() };
  return {
    subscribe: (options) => bus.subscribe({ ...options, pace, topic, group, position }),
    close: (timeoutMs) => bus.close(timeoutMs),
  };
}

async function openKafka(
  { database }: ClicksContext,
  { roles, ops: { readiness, metrics, log } }: ClicksHost,
  kafka: KafkaConnection,
  observer: BusObserver,
  { kafkaTopic = `waypost.${topic}`, member = {} }: ClicksTuning,
): Promise<ClicksBus> {
  const [{ KafkaBus }, { connectKafka }] = await Promise.all([
    import("@waypost/kit/kafka/kafka-bus.ts"),
    import("@waypost/kit/kafka/connect-kafka.ts"),
  ]);
  const connect = () => connectKafka(kafka, log);
  const bus = new KafkaBus({
    connect,
    topics: { [topic]: { kafkaTopic } },
    observer,
    tuning: member,
    metrics,
    log,
  });
  const { db } = database;
  const position = { load: () => loadPositions(db), offsets: offsetStore(db) };
  return {
    subscribe(options) {
      const onForeign = (record: ForeignRecord) => keepForeignRecord(db, record);
      const subscription = bus.subscribe({ ...options, onForeign, topic, group, position });
      tellReadiness(readiness, roles, subscription.progress);
      return subscription;
    },
    close: (timeoutMs) => bus.close(timeoutMs),
  };
}

/** A process that also answers can do so without Kafka: then it only says what is wrong, and stays ready. */
function tellReadiness(
  readiness: HostOps["readiness"],
  roles: ClicksHost["roles"],
  progress: Pick<GroupProgress, "trouble" | "outlivesRetention">,
): void {
  const answers = roles.has("http") || roles.has("rpc");
  readiness[answers ? "addNote" : "add"]("clicks-from-kafka", async () => {
    if (progress.trouble !== undefined) throw new Error(progress.trouble);
  });
  readiness.addNote("clicks-retention", async () => {
    const warning = await progress.outlivesRetention();
    if (warning !== undefined) throw new Error(warning);
  });
}
