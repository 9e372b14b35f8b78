import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../db/embedded-postgres.ts";
import { FolderInUseError } from "../lifecycle/folder-lock.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The owner's URL of the PostgreSQL that this test run shares. */
    postgresOwnerUrl: string;
  }
}

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/waypost-test-postgres/", import.meta.url));
const SLOTS = 16;

let server: EmbeddedPostgres | undefined;

/**
 * Starts one PostgreSQL for the whole test run (vitest's `globalSetup`) and stops it at the end.
 *
 * The cluster stays in `node_modules/.cache` with its template databases, so only the first run initialises it.
 * Runs at the same time take different slots. It does not wait for the disk: nothing in it is worth keeping.
 */
export async function setup(project: TestProject): Promise<void> {
  server = await startInFreeSlot();
  project.provide("postgresOwnerUrl", server.ownerUrl());
}

/** Stops what {@link setup} started. */
export async function teardown(): Promise<void> {
  await server?.stop();
}

async function startInFreeSlot(): Promise<EmbeddedPostgres> {
  mkdirSync(CACHE, { recursive: true });
  for (let slot = 1; slot <= SLOTS; slot++) {
    try {
      return await startEmbeddedPostgres({
        folder: `${CACHE}${slot}`,
        log: pino({ level: "error" }),
        durable: false,
        settings: { shared_buffers: "32MB", max_connections: "200" },
        stopTimeoutMs: 5_000,
      });
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
    }
  }
  throw new Error(`All ${SLOTS} test databases are in use; end the other test runs first.`);
}
