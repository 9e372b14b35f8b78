import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The product in a process of its own, started as `npm start` does it, on a data folder of its own. */
export interface ProductProcess {
  readonly url: string;
  readonly port: number;
  readonly adminUrl: string;
  /** The first key, with every scope. */
  readonly adminKey: string;
  /** Null while it runs. */
  readonly exitCode: () => number | null;
  /** The lines of its log so far, unparsed. */
  readonly logLines: () => readonly string[];
  /** What Ctrl-C does. Resolves with the exit code once the process is gone and its folder removed. */
  stop(): Promise<number | null>;
}

const main = join(import.meta.dirname, "../../main.ts");

/** Starts the product on free ports and resolves when it is ready. Rejects with its log when it ends instead. */
export async function startProductProcess(
  environment: Readonly<Record<string, string>> = {},
): Promise<ProductProcess> {
  const folder = mkdtempSync(join(tmpdir(), "waypost-process-"));
  const child = spawn(process.execPath, [main, "--json"], {
    cwd: folder,
    env: { ...cleanEnvironment(), WAYPOST_DATA: join(folder, "data"), WAYPOST_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
  const ready = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([line]) => String(line)),
    once(child, "exit").then(() => null),
  ]);
  if (ready === null) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`The product did not start:\n${lines.join("\n")}`);
  }
  // The product promises this line; see its --help.
  const addresses = JSON.parse(ready) as Record<"url" | "adminUrl" | "adminKeyFile", string>;
  const { url, adminUrl, adminKeyFile } = addresses;
  return {
    url,
    port: Number(new URL(url).port),
    adminUrl,
    adminKey: readFileSync(join(folder, adminKeyFile), "utf8").trim(),
    exitCode: () => child.exitCode,
    logLines: () => lines,
    async stop() {
      const code = await endOf(child);
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await ended;
  clearTimeout(timer);
  return child.exitCode;
}

/** The settings of whoever runs the tests, and what vitest sets, are not the product's. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(WAYPOST_|VITEST|NODE_ENV$|NODE_V8_COVERAGE$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !foreign.test(key)));
}
