import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { findFreePort } from "@waypost/kit/db/free-port.ts";
import { type CapabilityName, capabilities } from "@waypost/testing/capabilities.ts";
import { startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { openStackRedis } from "../scripts/stack/stack-redis.ts";
import { startChild } from "./child.ts";
import { makeDataFolder, removeDataFolder, startProduct } from "./product.ts";
import type { RedirectDesk } from "./redirect-rate.ts";

const topicsFile = new URL("../scripts/topics/main.ts", import.meta.url).pathname;
const linksFile = new URL("../services/links/main.ts", import.meta.url).pathname;

/** A process of links that answers visitors, and all it needs, each in processes of their own. */
export interface Distributed extends RedirectDesk {
  stop(): Promise<void>;
}

/** Starts Redis, Kafka with its topics, the product, and beside it one more process of links. Throws with what is missing. */
export async function startDistributed(say: (text: string) => void): Promise<Distributed> {
  const redisProgram = need("redis");
  need("kafka");
  const folder = await makeDataFolder();
  const ends = [() => removeDataFolder(folder)];
  const stop = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const redis = await openStackRedis(redisProgram, join(folder, "redis"), await findFreePort());
    ends.push(() => redis.stop());
    say("starting Kafka");
    const broker = await startKafka({ folder: join(folder, "kafka") });
    ends.push(() => broker.stop());
    applyTopics(broker.address);
    const rpc = `http://127.0.0.1:${await findFreePort()}`;
    const environment = {
      WAYPOST_BUS: "kafka",
      WAYPOST_KAFKA_BROKERS: broker.address,
      WAYPOST_KAFKA_REPLICATION: "1",
      WAYPOST_REDIS_URL: redis.url,
      WAYPOST_SERVICE_SECRET: randomBytes(32).toString("hex"),
    };
    const product = await startProduct({
      environment: { ...environment, WAYPOST_RPC_PORT: new URL(rpc).port },
    });
    ends.push(() => product.stop());
    const links = await startChild(linksFile, [], {
      ...environment,
      WAYPOST_ROLES: "http",
      WAYPOST_DATA: join(folder, "links"),
      WAYPOST_DATABASE_URL: await product.ownerUrl(),
      WAYPOST_IDENTITY_URL: rpc,
      WAYPOST_ANALYTICS_URL: rpc,
      WAYPOST_PORT: "0",
      WAYPOST_ADMIN_PORT: "0",
      WAYPOST_LOG_LEVEL: "error",
    });
    ends.push(() => links.stop());
    // Promised by kit's `runService`.
    const { url }: { url: string } = JSON.parse(links.ready);
    return { product, url, pid: links.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function applyTopics(brokers: string): void {
  const { status, stderr } = spawnSync(process.execPath, [topicsFile, "apply", "--brokers", brokers], {
    env: { ...process.env, WAYPOST_KAFKA_REPLICATION: "1" },
  });
  if (status !== 0) throw new Error(`The topics could not be made: ${String(stderr)}`);
}

function need(name: CapabilityName): string {
  const { find, missing } = capabilities[name];
  const found = find();
  if (found === undefined) throw new Error(`This bench needs more than Node: ${missing}.`);
  return found;
}
