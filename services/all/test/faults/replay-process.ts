import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { vi } from "vitest";
import type { Product } from "../product.ts";

const tool = join(import.meta.dirname, "../../../../scripts/replay/main.ts");

export const sampleLog = join(import.meta.dirname, "../../../../scripts/replay/sample.log");

/** What a replay says at its end; see scripts/replay/report.ts. */
export interface ReplayOutcome {
  readonly exitCode: number | null;
  readonly exact: boolean;
  readonly totals: {
    readonly sent: number;
    readonly redirected: number;
    readonly refused: Readonly<Record<string, number>>;
    readonly unanswered: number;
    readonly retried: number;
    readonly refusedLate: number;
    readonly unsent: number;
    readonly countable: number;
  };
  readonly ledger: Readonly<
    Record<"accepted" | "stored" | "duplicate" | "deadLettered" | "inFlight" | "lost" | "unrecorded", number>
  > & { readonly balanced: boolean };
  readonly tops: Readonly<Record<string, readonly { readonly key: string; readonly total: number }[]>>;
}

/** `npm run replay` as a process of its own. */
export class Replay {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #stdout = "";
  #stderr = "";

  constructor(product: Product, log: string, options: readonly string[] = []) {
    const address = ["--url", product.url, "--key", product.apiKey ?? ""];
    this.#child = spawn(process.execPath, [tool, log, ...address, "--json", ...options], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH },
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
    });
    this.#ended = once(this.#child, "close");
  }

  /** Resolves when `tenths` of the requests have been sent. */
  async reaches(tenths: number): Promise<void> {
    await vi.waitUntil(
      () => {
        if (this.#child.exitCode !== null) throw new Error(`The replay has ended: ${this.#stderr}`);
        const shown = [...this.#stderr.matchAll(/^requests .*\((\d+) %\)$/gm)];
        return shown.some(([, percent]) => Number(percent) >= tenths * 10);
      },
      { timeout: 60_000, interval: 5 },
    );
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  async outcome(): Promise<ReplayOutcome> {
    await this.#ended;
    if (this.#stdout === "") throw new Error(this.#stderr);
    return { ...JSON.parse(this.#stdout), exitCode: this.#child.exitCode };
  }

  /** Ends it, whatever it does. */
  async end(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
