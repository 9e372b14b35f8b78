import { fileURLToPath } from "node:url";
import type { EmbeddedPostgres } from "@waypost/kit/db/embedded-postgres.ts";
import { startScratchPostgres } from "@waypost/kit/db/scratch-postgres.ts";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The owner's URL of the PostgreSQL that this test run shares. */
    postgresOwnerUrl: string;
  }
}

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/waypost-test-postgres/", import.meta.url));

let server: EmbeddedPostgres | undefined;

/** Starts one PostgreSQL for the whole test run (vitest's `globalSetup`); its template databases stay for the next. */
export async function setup(project: TestProject): Promise<void> {
  server = await startScratchPostgres(CACHE);
  project.provide("postgresOwnerUrl", server.ownerUrl());
}

/** Stops what {@link setup} started. */
export async function teardown(): Promise<void> {
  await server?.stop();
}
