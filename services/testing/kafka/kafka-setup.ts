import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isAlive } from "@waypost/kit/db/postgres-orphan.ts";
import type { TestProject } from "vitest/node";
import { endLeftOver } from "./broker-folder.ts";
import { type KafkaBroker, startKafka } from "./start-kafka.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where a test asks for the broker that this run shares; see sharedKafka. */
    kafkaOnDemand: string;
  }
}

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/waypost-test-kafka/", import.meta.url));

let server: Server | undefined;
let broker: Promise<KafkaBroker> | undefined;
let folder: string | undefined;

/**
 * Listens for the first test that needs a broker, and starts one then (vitest's `globalSetup`): a run without such a
 * test starts none, and one with many has one.
 */
export async function setup(project: TestProject): Promise<void> {
  const listening = createServer((_request, response) => {
    broker ??= start();
    broker.then(
      ({ address }) => response.end(address),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    listening.once("error", reject);
    listening.listen(0, "127.0.0.1", resolve);
  });
  // The runner ends when its tests do, also when nobody tears down.
  listening.unref();
  server = listening;
  const address = listening.address();
  project.provide(
    "kafkaOnDemand",
    `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
  );
}

/** Stops what {@link setup} and the tests started. */
export async function teardown(): Promise<void> {
  server?.close();
  server?.closeAllConnections();
  if (broker === undefined) return;
  const started = await broker.catch(() => undefined);
  await started?.kill();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

async function start(): Promise<KafkaBroker> {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) await clear(name);
  folder = mkdtempSync(join(CACHE, `${process.pid}-`));
  return startKafka({ folder, tell: () => undefined });
}

/** Removes what a run left that was killed, its broker first. */
async function clear(name: string): Promise<void> {
  if (isAlive(Number(name.split("-")[0]))) return;
  const left = join(CACHE, name);
  await endLeftOver(left);
  rmSync(left, { recursive: true, force: true });
}
