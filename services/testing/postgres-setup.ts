import { fileURLToPath } from "node:url";
import { startScratchPostgres } from "@waypost/kit/db/scratch-postgres.ts";
import type { TestProject } from "vitest/node";
import { provideOnDemand } from "./on-demand.ts";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/waypost-test-postgres/", import.meta.url));

/** One PostgreSQL for the whole run (vitest's `globalSetup`); its template databases stay for the next. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  return await provideOnDemand(project, "postgresOnDemand", async () => {
    const server = await startScratchPostgres(CACHE);
    return { address: server.ownerUrl(), end: () => server.stop() };
  });
}
