import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isAlive } from "@waypost/kit/db/postgres-orphan.ts";
import type { TestProject } from "vitest/node";
import { provideOnDemand } from "../on-demand.ts";
import { endLeftOver } from "./broker-folder.ts";
import { startKafka } from "./start-kafka.ts";

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/waypost-test-kafka/", import.meta.url));

/** One broker for the whole run (vitest's `globalSetup`). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  return await provideOnDemand(project, "kafkaOnDemand", async () => {
    mkdirSync(CACHE, { recursive: true });
    for (const name of readdirSync(CACHE)) await clear(name);
    const folder = mkdtempSync(join(CACHE, `${process.pid}-`));
    const broker = await startKafka({ folder, tell: () => undefined });
    return {
      address: broker.address,
      async end() {
        await broker.kill();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
}

/** Removes what a run left that was killed, its broker first. */
async function clear(name: string): Promise<void> {
  if (isAlive(Number(name.split("-")[0]))) return;
  const left = join(CACHE, name);
  await endLeftOver(left);
  rmSync(left, { recursive: true, force: true });
}
