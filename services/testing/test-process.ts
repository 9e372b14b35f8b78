import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRoles, type Role } from "@waypost/kit/host/role.ts";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import type { AnyConfig, AnyService } from "@waypost/kit/service/define-service.ts";
import { probeAddress } from "@waypost/kit/service/listen-http.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import type { Product } from "@waypost/kit/service/product.ts";
import { type StartedProcess, startProcess } from "@waypost/kit/service/start-process.ts";
import { parseSettings } from "@waypost/kit/settings/parse-settings.ts";
import { pino } from "pino";
import type { TestDatabase } from "./test-database.ts";

export interface TestProcessOptions {
  readonly services: readonly AnyService[];
  /** Migrated for these services. */
  readonly database: TestDatabase;
  readonly product: Product;
  /** Settings other than the defaults, such as `{ WAYPOST_TRUST_REQUEST_ID: "true" }`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly roles?: ReadonlySet<Role>;
}

/** Services on free ports of 127.0.0.1 with a data folder of their own; all of it gone after `close`. */
export interface TestProcess extends StartedProcess {
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** Starts services in the test's own process exactly as the product starts them, on a cloned database. */
export async function startTestProcess(options: TestProcessOptions): Promise<TestProcess> {
  const { services, database, product, env = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), "waypost-test-"));
  const log = pino({ level: "error" });
  const { scope, value } = await Scope.open("test", log, async (opened) => {
    const config = { ...parseSettings(processSettings, pick(env, Object.values(processSettings))), port: 0 };
    return await startProcess(opened, {
      name: "test",
      services,
      configs: Object.fromEntries(
        services.map((it): [string, AnyConfig] => [
          it.name,
          parseSettings(it.settings, pick(env, Object.values(it.settings))),
        ]),
      ),
      roles: options.roles ?? allRoles,
      config,
      ports: {
        http: await probeAddress("127.0.0.1", 0, "WAYPOST_PORT"),
        admin: await probeAddress("127.0.0.1", 0, "WAYPOST_ADMIN_PORT"),
      },
      peerUrls: {},
      product,
      data: openDataFolder(folder),
      postgres: { ownerUrl: database.ownerUrl, roleUrl: (service) => database.url(service) },
      poolSize: 3,
      workerIndex: 0,
      log,
    });
  });
  return {
    ...value,
    dataFolder: folder,
    async close() {
      const clean = await scope.stop();
      rmSync(folder, { recursive: true, force: true });
      if (!clean) throw new Error("The services did not stop as they should.");
    },
  };
}

function pick(env: Readonly<Record<string, string>>, settings: readonly { readonly key: string }[]) {
  const keys = new Set(settings.map((it) => it.key));
  return Object.fromEntries(Object.entries(env).filter(([key]) => keys.has(key)));
}
