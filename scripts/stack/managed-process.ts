import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

/** How to run a process, and the name that identifies it. */
export interface ManagedOptions {
  readonly name: string;
  readonly main: string;
  /** Asked at each start. */
  readonly env: () => Readonly<Record<string, string>>;
  /** Everything it logs is appended to this file. */
  readonly logFile: string;
  /** Told of every change, for people and tests. */
  readonly tell: (event: ProcessEvent) => void;
}

/** What became of a process. */
export interface ProcessEvent {
  readonly process: string;
  readonly event: "starting" | "ready" | "stopping" | "stopped" | "died";
  readonly pid: number;
  /** Of `stopped` and `died`: the exit code or the signal. */
  readonly by?: string;
}

const startTimeoutMs = 120_000;
const stopTimeoutMs = 60_000;
const firstPauseMs = 100;
const maxPauseMs = 5_000;

/**
 * A process that is kept running: one that dies is started again after 100 ms, doubled up to 5 s while its successors
 * die young. It ends when this process does, however that ends.
 */
export class ManagedProcess {
  readonly name: string;
  readonly #options: ManagedOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #wanted = false;
  #adminUrl = "";
  #pauseMs = firstPauseMs;
  #said = "";

  constructor(options: ManagedOptions) {
    this.name = options.name;
    this.#options = options;
    mkdirSync(dirname(options.logFile), { recursive: true });
    this.#log = createWriteStream(options.logFile, { flags: "a", mode: 0o600 });
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Of `/metrics` and `/readyz`; empty before the first start. */
  get adminUrl(): string {
    return this.#adminUrl;
  }

  /** Starts it and resolves when it is ready. Throws with its last words when it ends before. */
  async start(): Promise<void> {
    this.#wanted = true;
    await this.#spawn();
  }

  /** Ends it in order; by force after 60 s. Answers the exit code, null when it was killed. */
  async stop(): Promise<number | null> {
    this.#wanted = false;
    const child = this.#child;
    if (child === undefined) return 0;
    this.#tell("stopping", child);
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    await this.#ended;
    clearTimeout(late);
    return child.exitCode;
  }

  /** Ends it in order and starts it again. */
  async restart(): Promise<number | null> {
    const code = await this.stop();
    await this.start();
    return code;
  }

  /** Sends it a signal, such as SIGKILL or SIGSTOP; what dies is started again. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Whether it answers that it is ready. */
  async isReady(): Promise<boolean> {
    if (this.#child === undefined || this.#adminUrl === "") return false;
    try {
      return (await fetch(`${this.#adminUrl}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }

  async #spawn(): Promise<void> {
    const { main, env } = this.#options;
    const startedAt = performance.now();
    this.#said = "";
    this.#adminUrl = "";
    const child = spawn(process.execPath, [main], {
      // The channel tells it when this process is gone; Ctrl-C in the terminal is for this process.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
      env: { ...env() },
    });
    this.#child = child;
    this.#tell("starting", child);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#said = (this.#said + text).slice(-4_000);
      this.#log.write(text);
    });
    const ended = once(child, "close");
    this.#ended = ended;
    ended.then(
      () => this.#onEnd(child, startedAt),
      () => undefined,
    );
    const late = AbortSignal.timeout(startTimeoutMs);
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const told = once(lines, "line", { signal: late });
    told.catch(() => undefined);
    const [line] = await Promise.race([told, ended.then(() => Promise.reject(this.#lastWords()))]);
    const ready: { adminUrl: string } = JSON.parse(line);
    this.#adminUrl = ready.adminUrl;
    while (!(await this.isReady())) {
      if (this.#child !== child) throw this.#lastWords();
      if (late.aborted) throw new Error(`${this.name} is not ready after ${startTimeoutMs / 1_000} s.`);
      await delay(50);
    }
    this.#tell("ready", child);
  }

  #onEnd(child: ChildProcess, startedAt: number): void {
    if (this.#child === child) this.#child = undefined;
    const by = child.signalCode ?? String(child.exitCode);
    this.#options.tell({
      process: this.name,
      event: this.#wanted ? "died" : "stopped",
      pid: child.pid ?? 0,
      by,
    });
    if (!this.#wanted || this.#adminUrl === "") return;
    const livedLong = performance.now() - startedAt > 2 * maxPauseMs;
    this.#startLater(livedLong ? firstPauseMs : this.#pauseMs);
  }

  #startLater(pauseMs: number): void {
    this.#pauseMs = Math.min(2 * pauseMs, maxPauseMs);
    setTimeout(() => {
      if (!this.#wanted || this.#child !== undefined) return;
      this.#spawn().catch((error: unknown) => {
        this.#log.write(`${String(error)}\n`);
        if (this.#wanted && this.#child === undefined) this.#startLater(this.#pauseMs);
      });
    }, pauseMs).unref();
  }

  #lastWords(): Error {
    const words = this.#said.trim().split("\n").slice(-5).join("\n");
    return new Error(`${this.name} ended while it started: ${words || "it said nothing"}`);
  }

  #tell(event: ProcessEvent["event"], { pid = 0 }: ChildProcess): void {
    this.#options.tell({ process: this.name, event, pid });
  }
}
