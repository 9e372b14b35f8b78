import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import type { FileReport } from "./file-report.ts";

/** Leaves a {@link FileReport} of every file in a file of JSON, for `npm test`. */
export class ReportWriter implements Reporter {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    writeFileSync(this.#path, JSON.stringify(modules.map(reportOf)));
  }
}

function reportOf(module: TestModule): FileReport {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    counts[state === "pending" ? "skipped" : state]++;
  }
  return {
    path: module.relativeModuleId,
    durationMs: Math.round(module.diagnostic().duration),
    ...counts,
    broken: counts.failed === 0 && module.state() === "failed",
  };
}
