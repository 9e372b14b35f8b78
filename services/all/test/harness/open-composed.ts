import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { product } from "@waypost/gen/product.ts";
import { allRoles } from "@waypost/kit/host/role.ts";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { JobStore } from "@waypost/kit/jobs/job-store.ts";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { BackgroundWork } from "@waypost/kit/lifecycle/spawn.ts";
import { createServiceTokens } from "@waypost/kit/rpc/service-tokens.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import type { AnyService } from "@waypost/kit/service/define-service.ts";
import { type KeyAuthority, KeyCache } from "@waypost/kit/service/key-cache.ts";
import { mountServices } from "@waypost/kit/service/mount-services.ts";
import { openServices, startWork } from "@waypost/kit/service/open-services.ts";
import { ownCall } from "@waypost/kit/service/own-call.ts";
import { PeerBook } from "@waypost/kit/service/peer-book.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import { createMetrics } from "@waypost/kit/telemetry/metrics.ts";
import { Readiness } from "@waypost/kit/telemetry/readiness.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import type { FastifyInstance } from "fastify";
import { mountReference } from "../../mount-reference.ts";
import { services as allServices } from "../../services.ts";
import { readSettings } from "../../settings.ts";

/** The product in this process, on a database of its own, reached by `app.inject`; no port is open. */
export interface Composed {
  readonly app: FastifyInstance;
  /** The first key, with every scope. */
  readonly adminKey: string;
  readonly database: TestDatabase;
  readonly services: readonly AnyService[];
  /** What was logged so far. */
  readonly logged: () => readonly Record<string, unknown>[];
  /** Stops everything, drops the database, and fails when a connection to it was left open. */
  close(): Promise<void>;
}

export interface ComposedOptions {
  /** Settings as the environment would have them, such as `WAYPOST_TRUST_REQUEST_ID`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: every service of the product. */
  readonly services?: readonly AnyService[];
  /** What `WAYPOST_PUBLIC_URL` would say. Default `https://go.test`. */
  readonly publicUrl?: string;
}

const root = join(import.meta.dirname, "../../../..");

/** Opens all services with all their roles, as `npm start` does, but for the ports and the PostgreSQL of its own. */
export async function openComposed(options: ComposedOptions = {}): Promise<Composed> {
  const services = options.services ?? allServices;
  const lines: string[] = [];
  const log = createLogger("info", { write: (line) => lines.push(line) });
  const config = readSettings({ ...options.environment });
  const folder = mkdtempSync(join(tmpdir(), "waypost-composed-"));
  const database = await createTestDatabase(services.map((it) => it.name));
  const scope = new Scope("composed", log);
  const close = async () => {
    await scope.stop();
    rmSync(folder, { recursive: true, force: true });
    await database.close();
  };
  try {
    const data = openDataFolder(folder);
    const app = await startInside(scope);
    return {
      app,
      adminKey: readFileSync(data.adminKey, "utf8").trim(),
      database,
      services,
      logged: () => lines.map((line): Record<string, unknown> => JSON.parse(line)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  async function startInside(inside: Scope): Promise<FastifyInstance> {
    const metrics = createMetrics({ version: "test", commit: "test", services: "all" });
    const tokens = createServiceTokens(new Uint8Array(32).fill(1));
    const readiness = new Readiness();
    const background = new BackgroundWork(log);
    const peers = new PeerBook({ tokens, metrics, log, urls: {} });
    const postgres = { ownerUrl: database.ownerUrl, roleUrl: (name: string) => database.url(name) };
    const jobStore = new JobStore({ postgres, runs: true, log });
    const opened = await openServices(inside, {
      services,
      configs: config.services,
      postgres,
      jobStore,
      data: openDataFolder(folder),
      roles: allRoles,
      poolSize: 4,
      workerIndex: 0,
      publicUrl: options.publicUrl ?? "https://go.test",
      kafka: null,
      retention: {},
      redis: null,
      peers,
      tokens,
      readiness,
      background,
      metrics,
      log,
    });
    await startWork(inside, opened, { jobStore, background, log, metrics });
    const app = createHttpApp({ log, corsOrigins: config.process.corsOrigins });
    const authority: unknown = peers.peer("all", product.keys.service, product.keys.rpc);
    const keys = new KeyCache({
      // As in start-process.ts: kit knows no generated contract.
      authority: authority as KeyAuthority,
      background,
      owner: "all",
      ownCall: (bounds) => ownCall("all", log, bounds),
      now: Date.now,
    });
    await mountServices(app, { services: opened, verifyKey: keys.verify, readiness });
    mountReference(app, root);
    await app.ready();
    inside.onStop("http", () => app.close());
    readiness.open();
    return app;
  }
}
