import { setTimeout as delay } from "node:timers/promises";
import { fetchBrokerJars, findBrokerJars } from "@waypost/testing/kafka/broker-jars.ts";
import type { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import { findJava } from "@waypost/testing/kafka/find-java.ts";
import { type KafkaBroker, startKafka } from "@waypost/testing/kafka/start-kafka.ts";

/** A Kafka of the stack's own, of one broker. */
export interface StackKafka {
  /** The same after every start. */
  readonly address: string;
  /** 0 while it does not run. */
  readonly pid: number;
  /** Ends it as a crash would; it is started again only by {@link StackKafka.start}. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Takes bytes and answers nothing, until {@link StackKafka.goOn}. */
  freeze(): void;
  goOn(): void;
}

const pauseMs = 1_000;

/** Whether there is a Java that can run it. */
export function canRunKafka(): boolean {
  return findJava() !== undefined;
}

/**
 * Starts a broker on `folder`; one that ends by itself is started again. Fetches its files when they are not there. Who
 * comes by `proxy` is led to it, whatever its port.
 */
export async function openStackKafka(
  folder: string,
  tell: (sentence: string) => void,
  proxy?: FaultProxy,
): Promise<StackKafka> {
  if (findBrokerJars() === undefined) {
    tell("Fetching Apache Kafka (45 MB, once).");
    await fetchBrokerJars({ repository: process.env.WAYPOST_MAVEN_REPOSITORY });
  }
  let running: KafkaBroker | undefined;
  let port = 0;
  const start = async () => {
    const broker = await startKafka({
      folder,
      port,
      ...(proxy === undefined ? {} : { proxyPort: proxy.port }),
    });
    proxy?.forwardTo(broker.doorAddress("proxied"));
    running = broker;
    port = broker.port;
    broker.exited
      .then(async ({ expected }) => {
        if (running === broker) running = undefined;
        if (expected) return;
        tell("Kafka ended by itself and is started again.");
        await delay(pauseMs);
        if (running === undefined) await start();
      })
      .catch((error: unknown) => tell(`Kafka can't be started again: ${String(error)}`));
  };
  await start();
  // A process that exits without closing it must not leave it running.
  const onExit = () => {
    if (running !== undefined) process.kill(running.pid, "SIGKILL");
  };
  process.once("exit", onExit);
  return {
    address: `127.0.0.1:${port}`,
    get pid() {
      return running?.pid ?? 0;
    },
    async kill() {
      await running?.kill();
    },
    async stop() {
      process.off("exit", onExit);
      await running?.stop();
    },
    start,
    freeze: () => running?.freeze(),
    goOn: () => running?.goOn(),
  };
}
