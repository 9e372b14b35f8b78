import { execFile } from "node:child_process";
import { join } from "node:path";

const cli = join(import.meta.dirname, "../node_modules/@redocly/cli/bin/cli.js");

/**
 * Runs the locked redocly in `cwd` and returns what it wrote to standard output. It exits with 1 both when it found
 * something and when it could not work; the caller tells them apart by whether the output is what it asked for.
 */
export function runRedocly(
  cwd: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { cwd, env, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve({ stdout, stderr }),
    );
  });
}

/** Parses the report of a redocly command that was asked for JSON; without one, its complaint is the error. */
export function parseReport<T>(command: string, { stdout, stderr }: { stdout: string; stderr: string }): T {
  try {
    const report: T = JSON.parse(stdout);
    return report;
  } catch {
    throw new Error(`redocly ${command} failed:\n${(stderr || stdout).trim()}`);
  }
}
