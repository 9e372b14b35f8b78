import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { afterEach, describe, expect, test } from "vitest";

const missing = (["kafka", "redis", "gateway"] as const).some((name) => findCapability(name) === undefined);
let running: ChildProcess | undefined;

afterEach(async () => {
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
  const ended = once(running, "exit");
  running.kill("SIGTERM");
  await ended;
}, 150_000);

describe.skipIf(missing)("npm run faults", () => {
  test("in its short form finds every visit counted once after each fault", {
    timeout: 900_000,
  }, async () => {
    const argv = [join(import.meta.dirname, "main.ts"), "--json"];
    const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
    running = child;
    let said = "";
    let told = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      told += text;
    });
    const [code] = await once(child, "close");
    const lines = told.trimEnd().split("\n");
    const outcomes = lines.slice(0, -1).map((line) => JSON.parse(line));
    expect({ violations: outcomes.flatMap(({ violations }) => violations), code }, said).toEqual({
      violations: [],
      code: 0,
    });
    const whole = JSON.parse(lines.at(-1) ?? "{}");
    expect(whole).toMatchObject({ exact: true, lost: 0, poison: 3 });
    expect(whole.unrecorded).toBeGreaterThan(0);
    expect(whole.kills).toBeGreaterThan(5);
    expect(whole.answered).toBeGreaterThan(100);
  });
});
