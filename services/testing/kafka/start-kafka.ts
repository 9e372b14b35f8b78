import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findLastingPort, isPortFree } from "@waypost/kit/db/free-port.ts";
import { lockFolder } from "@waypost/kit/lifecycle/folder-lock.ts";
import { makeCertificate } from "./broker-certificate.ts";
import { endLeftOver, formatFolder, loggingProperties } from "./broker-folder.ts";
import { fetchBrokerJars } from "./broker-jars.ts";
import { type BrokerExit, BrokerProcess } from "./broker-process.ts";
import { brokerProperties, type KafkaDoor } from "./broker-properties.ts";
import { classArchivePath } from "./class-archive-path.ts";
import { findJava } from "./find-java.ts";

export interface KafkaBrokerOptions {
  /** Holds everything: data, settings, the lock. Made when it is not there. */
  readonly folder: string;
  /** Port on 127.0.0.1; default or 0: any free one. A restart that is to be found again names the one before. */
  readonly port?: number;
  /** A port that clients of the door "proxied" are sent to, where a proxy listens. Default: there is no such door. */
  readonly proxyPort?: number;
  /** Passwords by user, for PLAIN and SCRAM; opens the door "sasl". The users of SCRAM are those of the first start. */
  readonly users?: Readonly<Record<string, string>>;
  /** Opens the door "tls", and with users "sasl-tls". Default false. */
  readonly tls?: boolean;
  /** Whether users may only do what access lists say; who comes by "plain" may do everything. Default false. */
  readonly acls?: boolean;
  /** More settings of the broker; they win over ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The most memory for objects, as Java says it. Default 384m. */
  readonly heap?: string;
  /** Whether Java compiles for speed under load; otherwise it starts quicker. Default false. */
  readonly underLoad?: boolean;
  /** More options of Java. */
  readonly jvm?: readonly string[];
  /** Called with each line that the broker writes. */
  readonly tell?: (line: string) => void;
  /** How long until clients are served, recovery included. Default 120,000. */
  readonly startTimeoutMs?: number;
}

/** A running Apache Kafka that belongs to this process. */
export interface KafkaBroker {
  readonly folder: string;
  /** Of the door "plain". */
  readonly port: number;
  /** `127.0.0.1:port` of the door "plain". */
  readonly address: string;
  /** Where the broker itself listens for a door, also for "proxied", whose clients should go to the proxy. */
  doorAddress(door: KafkaDoor): string;
  /** What clients of the TLS doors must trust, as PEM; undefined without TLS. */
  readonly certificate: string | undefined;
  readonly pid: number;
  /** Settled when it ends, by {@link KafkaBroker.stop} or {@link KafkaBroker.kill} (`expected`) or by itself. */
  readonly exited: Promise<BrokerExit>;
  /** Stops it in order, by force after 20 s. Repeated calls are harmless. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Leaves connections open and unanswered, as a machine that hangs, until {@link KafkaBroker.goOn}. */
  freeze(): void;
  /** Ends {@link KafkaBroker.freeze}. */
  goOn(): void;
}

const PORT_ATTEMPTS = 5;
const STOP_TIMEOUT_MS = 20_000;

/**
 * Starts one real Apache Kafka 4 (KRaft: broker and controller in one JVM) on `folder`, for development and tests: it
 * listens on 127.0.0.1 only, starts with no topics and never makes one by itself. Needs Java 17 or newer, and fetches
 * the broker's files when they are not there (see fetchBrokerJars).
 *
 * A broker that a killed process left behind on the folder is stopped first. Started again on the same folder it has
 * the same cluster, topics and records.
 *
 * @throws FolderInUseError when another process runs one on `folder`; Error in one sentence when it can't start.
 */
export async function startKafka(options: KafkaBrokerOptions): Promise<KafkaBroker> {
  const java = findJava();
  if (java === undefined) {
    throw new Error(
      "Kafka needs Java 17 or newer; install a JRE (Debian: default-jre-headless), or set JAVA_HOME.",
    );
  }
  const folder = resolve(options.folder);
  const lock = lockFolder(folder);
  try {
    await endLeftOver(folder);
    const jars = await fetchBrokerJars({ repository: process.env.WAYPOST_MAVEN_REPOSITORY });
    const certificate = options.tls === true ? makeCertificate(java, folder) : undefined;
    const { broker, ports } = await startOnFreePorts(options, folder, java, jars, certificate);
    const exited = broker.exited.finally(() => {
      rmSync(join(folder, "broker.pid"), { force: true });
      lock.release();
    });
    const end = async (timeoutMs: number): Promise<void> => {
      await broker.stop(timeoutMs);
      await exited;
    };
    const doorAddress = (door: KafkaDoor): string => {
      const port = ports.get(door);
      if (port === undefined) throw new Error(`The broker was started without the door "${door}".`);
      return `127.0.0.1:${port}`;
    };
    return {
      folder,
      port: ports.get("plain") ?? -1,
      address: doorAddress("plain"),
      doorAddress,
      certificate: certificate?.pem,
      pid: broker.pid,
      exited,
      stop: () => end(STOP_TIMEOUT_MS),
      kill: () => end(0),
      freeze: () => broker.freeze(),
      goOn: () => broker.goOn(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startOnFreePorts(
  options: KafkaBrokerOptions,
  folder: string,
  java: string,
  jars: string,
  certificate: ReturnType<typeof makeCertificate> | undefined,
): Promise<{ broker: BrokerProcess; ports: Map<KafkaDoor, number> }> {
  const { port = 0, proxyPort, users = {} } = options;
  const sasl = Object.keys(users).length > 0;
  const doors: KafkaDoor[] = [
    "plain",
    ...(proxyPort === undefined ? [] : (["proxied"] as const)),
    ...(sasl ? (["sasl"] as const) : []),
    ...(certificate === undefined ? [] : (["tls"] as const)),
    ...(sasl && certificate !== undefined ? (["sasl-tls"] as const) : []),
  ];
  const paths = {
    settings: join(folder, "server.properties"),
    logging: join(folder, "log4j2.properties"),
    data: join(folder, "data"),
  };
  writeFileSync(paths.logging, loggingProperties);
  const archive = classArchivePath(java, jars);
  const jvm = [
    `-Xmx${options.heap ?? "384m"}`,
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    ...(options.underLoad === true ? [] : ["-XX:TieredStopAtLevel=1"]),
    ...(existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : []),
    ...(options.jvm ?? []),
    `-Dlog4j2.configurationFile=${paths.logging}`,
    ...["-cp", `${jars}*`],
  ];
  for (let attempt = 1; ; attempt++) {
    const ports = new Map<KafkaDoor, number>();
    for (const door of doors)
      ports.set(door, door === "plain" && port !== 0 ? port : await findLastingPort());
    const plan = {
      dataFolder: paths.data,
      controllerPort: await findLastingPort(),
      ports,
      proxyPort,
      users,
      certificate,
      acls: options.acls ?? false,
      settings: options.settings ?? {},
    };
    writeFileSync(paths.settings, brokerProperties(plan), { mode: 0o600 });
    if (!existsSync(join(paths.data, "meta.properties"))) formatFolder(java, jvm, paths.settings, users);
    const broker = new BrokerProcess(java, [...jvm, "kafka.Kafka", paths.settings], options.tell ?? ignore);
    writeFileSync(join(folder, "broker.pid"), String(broker.pid));
    try {
      await broker.ready(options.startTimeoutMs ?? 120_000);
      return { broker, ports };
    } catch (error) {
      await broker.stop(0);
      if (!broker.portTaken) throw error;
      if (port !== 0 && !(await isPortFree(port))) {
        throw new Error(
          `Port ${port} of 127.0.0.1 is in use; stop what listens there, or choose another port.`,
        );
      }
      if (attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

function ignore(): void {}
