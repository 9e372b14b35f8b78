import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "@waypost/kit/db/postgres-orphan.ts";

/** How a broker ended. */
export interface BrokerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether we had asked for it. */
  readonly expected: boolean;
}

/** One JVM with a broker: starting → ready → ended. What it writes is read line by line. */
export class BrokerProcess {
  /** Settled once, when it has ended; never rejected. */
  readonly exited: Promise<BrokerExit>;
  /** The start failed because somebody listens on one of its ports. */
  portTaken = false;
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  #stopping = false;
  #complaint = "";

  constructor(java: string, args: readonly string[], tell: (line: string) => void) {
    // A process group of its own: Ctrl-C in a terminal reaches us only, and we stop it in order.
    this.#child = spawn(java, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
    const killWithUs = () => this.#child.kill("SIGTERM");
    process.once("exit", killWithUs);
    this.exited = new Promise<BrokerExit>((resolve) => {
      this.#child.once("error", () => resolve({ code: null, signal: null, expected: this.#stopping }));
      this.#child.once("exit", (code, signal) => resolve({ code, signal, expected: this.#stopping }));
    }).finally(() => process.off("exit", killWithUs));
    for (const input of [this.#child.stdout, this.#child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on("line", (line) => {
        this.#read(line);
        tell(line);
      });
    }
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Waits until clients are served. @throws Error with the broker's own words when it ends or is too slow. */
  async ready(timeoutMs: number): Promise<void> {
    const tooSlow = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => tooSlow.reject(new Error(`Kafka was not ready within ${timeoutMs} ms.`)),
      timeoutMs,
    );
    const ended = new Promise<never>((_, reject) => {
      this.#child.once("close", () =>
        reject(new Error(`Kafka did not start: ${this.#complaint || "no reason given"}`)),
      );
      this.#child.once("error", reject);
    });
    ended.catch(() => undefined);
    try {
      await Promise.race([this.#ready.promise, ended, tooSlow.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it in order, by force after `timeoutMs`; with 0 at once, as a crash would. Returns when it is gone. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    await endProcess(this.pid, timeoutMs);
    await this.exited;
  }

  /** Makes it take connections and answer nothing, until {@link goOn}. */
  freeze(): void {
    this.#child.kill("SIGSTOP");
  }

  /** Ends {@link freeze}. */
  goOn(): void {
    this.#child.kill("SIGCONT");
  }

  #read(line: string): void {
    if (line.includes("Kafka Server started")) this.#ready.resolve();
    if (line.includes("Address already in use")) this.portTaken = true;
    if (/^(ERROR|FATAL) /.test(line)) this.#complaint = line.replace(/^\S+ \S+ /, "");
    else if (/^(\S+Exception|Error): /.test(line) || line.startsWith("Caused by: ")) this.#complaint = line;
  }
}

/** Ends a broker by process id: in order, by force after `timeoutMs`. */
export async function endProcess(pid: number, timeoutMs: number): Promise<void> {
  if (timeoutMs > 0 && signal(pid, "SIGTERM")) {
    signal(pid, "SIGCONT");
    // Polls whether the process is gone: it need not be a child of ours.
    for (const giveUpAt = Date.now() + timeoutMs; isAlive(pid) && Date.now() < giveUpAt; ) await delay(20);
  }
  if (isAlive(pid)) signal(pid, "SIGKILL");
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return pid > 0 && process.kill(pid, name);
  } catch {
    return false;
  }
}
