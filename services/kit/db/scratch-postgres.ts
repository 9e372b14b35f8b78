import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { FolderInUseError } from "../lifecycle/folder-lock.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";

const SLOTS = 16;

/**
 * Starts a PostgreSQL whose content is worth nothing, for tests and generators: it does not wait for the disk.
 *
 * The clusters stay in `cacheFolder`, so only the first start initialises one. Users at the same time take
 * different ones.
 *
 * @throws Error when all 16 of them are in use.
 */
export async function startScratchPostgres(cacheFolder: string): Promise<EmbeddedPostgres> {
  mkdirSync(cacheFolder, { recursive: true });
  for (let slot = 1; slot <= SLOTS; slot++) {
    try {
      return await startEmbeddedPostgres({
        folder: join(cacheFolder, String(slot)),
        log: pino({ level: "error" }),
        durable: false,
        maxConnections: 200,
        settings: { shared_buffers: "32MB" },
        stopTimeoutMs: 5_000,
      });
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
    }
  }
  throw new Error(`All ${SLOTS} scratch databases in ${cacheFolder} are in use; end the other runs first.`);
}
