import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findLastingPort } from "@waypost/kit/db/free-port.ts";
import { vi } from "vitest";

export interface TestRedisOptions {
  /** The program, as `findCapability("redis")` found it. */
  readonly program: string;
  /** Asked of every client; default none. */
  readonly password?: string;
}

/** A Redis of a test's own, on a free port, with a folder of its own, which forgets everything when it ends. */
export class TestRedis {
  readonly port: number;
  readonly #options: TestRedisOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), "waypost-redis-"));
  #child: ChildProcess | null = null;

  private constructor(options: TestRedisOptions, port: number) {
    this.#options = options;
    this.port = port;
  }

  /** Starts one and resolves when it answers. */
  static async start(options: TestRedisOptions): Promise<TestRedis> {
    const redis = new TestRedis(options, await findLastingPort());
    await redis.restart();
    return redis;
  }

  /** What `WAYPOST_REDIS_URL` would say. */
  get url(): string {
    const { password } = this.#options;
    return `redis://${password === undefined ? "" : `:${password}@`}127.0.0.1:${this.port}`;
  }

  /** Starts it again on its port, after {@link kill} or {@link stop}. */
  async restart(): Promise<void> {
    const { program, password } = this.#options;
    const args = [
      ...["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder],
      ...["--save", "", "--appendonly", "no", "--daemonize", "no"],
      ...(password === undefined ? [] : ["--requirepass", password]),
    ];
    this.#child = spawn(program, args, { stdio: "ignore" });
    await vi.waitFor(() => this.command("PING"), { timeout: 15_000, interval: 20 });
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** From now on it takes connections and bytes, and answers nothing, as when the network swallows everything. */
  swallow(): void {
    this.#child?.kill("SIGSTOP");
  }

  /** Ends {@link swallow}. */
  goOn(): void {
    this.#child?.kill("SIGCONT");
  }

  /** Forgets everything. */
  async flush(): Promise<void> {
    await this.command("FLUSHALL");
  }

  /** Sends one command over a connection of its own; the answer is as on the wire. Rejects when Redis refuses. */
  async command(...args: readonly string[]): Promise<string> {
    const { password } = this.#options;
    const socket = connect(this.port, "127.0.0.1");
    try {
      if (password !== undefined) await ask(socket, ["AUTH", password]);
      return await ask(socket, args);
    } finally {
      socket.destroy();
    }
  }

  /** Ends it and removes its folder. */
  async close(): Promise<void> {
    await this.#end("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGCONT");
    child.kill(signal);
    await ended;
  }
}

async function ask(socket: ReturnType<typeof connect>, args: readonly string[]): Promise<string> {
  socket.write(
    `*${args.length}\r\n${args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`).join("")}`,
  );
  const [chunk] = await once(socket, "data", { signal: AbortSignal.timeout(5_000) });
  const answer = String(chunk).trimEnd();
  if (answer.startsWith("-")) throw new Error(answer);
  return answer;
}
