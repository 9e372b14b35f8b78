import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isAlive } from "@waypost/kit/db/postgres-orphan.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

describe.skipIf(findCapability("kafka") === undefined)("npm run kafka", () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
  });

  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    const script = join(import.meta.dirname, "main.ts");
    const child = spawn(process.execPath, [script, "--port", "0", "--data", folder, "--json"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    children.push(child);
    const exited = once(child, "exit");
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const { address, pid }: { address: string; pid: number } = JSON.parse(String(line));
    return { child, exited, address, pid };
  };

  test("runs a broker until Ctrl-C, which ends it in order", { timeout: 180_000 }, async () => {
    const { child, exited, address, pid } = await start();
    expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(isAlive(pid)).toBe(true);
    child.kill("SIGINT");
    expect(await exited).toEqual([0, null]);
    expect(isAlive(pid)).toBe(false);
  });

  test("ends the broker that a killed one left behind", { timeout: 180_000 }, async () => {
    const first = await start();
    first.child.kill("SIGKILL");
    await first.exited;
    expect(isAlive(first.pid)).toBe(true);
    const second = await start();
    await vi.waitFor(() => expect(isAlive(first.pid)).toBe(false), { timeout: 20_000 });
    expect(second.pid).not.toBe(first.pid);
  });
});
