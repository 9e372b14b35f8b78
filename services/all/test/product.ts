import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";

const main = join(import.meta.dirname, "../main.ts");

/** What a process left behind when it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation.
  readonly body: any;
}

/** A data folder of a test's own. */
export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), "waypost-all-"));
}

/** Removes a data folder, and with it what runs on it no more. */
export function removeDataFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Runs the product with settings that make it fail or end by itself. */
export async function runToEnd(
  env: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
): Promise<Ended> {
  return await new Product(env, argv).ended;
}

/** The product as a process of its own, on free ports. */
export class Product {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  url = "";
  adminUrl = "";
  /** The first key, with every scope. */
  apiKey = "";
  #stdout = "";
  #stderr = "";

  constructor(env: Readonly<Record<string, string>>, argv: readonly string[] = ["--json"]) {
    this.child = spawn(process.execPath, [main, ...argv], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, WAYPOST_PORT: "0", WAYPOST_ADMIN_PORT: "0", ...env },
    });
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
    this.ended = once(this.child, "close").then(([code, signal]) => ({
      code,
      signal,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  /** Resolves when it says that it is ready; throws with what it said when it ends before. */
  static async start(dataFolder: string, env: Readonly<Record<string, string>> = {}): Promise<Product> {
    const product = new Product({ WAYPOST_DATA: dataFolder, ...env });
    await vi.waitUntil(() => product.#stdout.includes("\n") || product.child.exitCode !== null, {
      timeout: 30_000,
      interval: 10,
    });
    if (product.child.exitCode !== null) throw new Error((await product.ended).stderr);
    const { url, adminUrl } = JSON.parse(product.#stdout);
    Object.assign(product, {
      url,
      adminUrl,
      apiKey: readFileSync(join(dataFolder, "admin-key"), "utf8").trim(),
    });
    return product;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** The whole lines of its log so far, unparsed. */
  get logLines(): string[] {
    return this.#stderr.split("\n").slice(0, -1);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Asks it to end and waits for that. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
    this.child.kill(signal);
    return await this.ended;
  }
}

/** Whether a process of this id is there and not only waits to be reaped. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, "utf8"));
}

/** The process id of the PostgreSQL that runs on a data folder. */
export function postgresPid(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, "postgres/pgdata/postmaster.pid"), "utf8").split("\n")[0]);
}

/** The processes of the workers that have said that they answer, the newest of each place; needs the log level info. */
export function workerPids(running: Product): number[] {
  const pids = new Map<number, number>();
  for (const line of running.logLines) {
    if (!line.includes('"A worker answers"')) continue;
    const { worker, workerPid } = JSON.parse(line);
    pids.set(worker, workerPid);
  }
  return [...pids.values()];
}
