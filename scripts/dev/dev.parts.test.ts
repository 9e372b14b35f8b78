import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeScratchClone } from "../contracts/scratch-clone.ts";

const timeout = 60_000;

test("npm run dev answers each save with tests and types, a contract with gen, and ends with all it started", async () => {
  const clone = await makeScratchClone(join(import.meta.dirname, "../.."));
  onTestFinished(() => clone.remove());
  // The types of the whole tree take a busy machine a minute.
  await clone.edit(
    "tsconfig.json",
    '"include": ["gen", "services", "scripts", "bench", "*.config.ts"]',
    '"include": ["scripts/dev"]',
  );
  const dev = spawn(process.execPath, [join(clone.root, "scripts/dev/main.ts")], {
    cwd: clone.root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void dev.kill("SIGKILL"));
  const ended = once(dev, "exit");
  let output = "";
  for (const stream of [dev.stdout, dev.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const told = async (what: RegExp, from = 0) => {
    await vi
      .waitUntil(() => what.test(output.slice(from)) || dev.exitCode !== null, { timeout, interval: 50 })
      .catch(() => {});
    expect(output.slice(from)).toMatch(what);
  };

  await told(/Waiting for file changes/);
  await told(/types: /);
  await clone.edit("scripts/dev/own-tests.ts", ".slice(0, 1)", ".slice(1, 0)");
  await told(/FAIL.*own-tests\.test\.ts/);
  const after = output.length;
  await clone.edit("scripts/dev/own-tests.ts", ".slice(1, 0)", '.slice(0, "1")');
  await told(/own-tests\.ts\(\d+,\d+\): error TS2345/, after);
  await told(/own-tests\.test\.ts.*3 tests/, after);
  await clone.edit("api/links.yaml", "summary: Make a link", "summary: Make one link");
  await told(/gen: [1-9]\d* of \d+ generated files changed/);

  const children = childrenOf(dev.pid);
  expect(children).not.toEqual([]);
  dev.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  await vi.waitUntil(() => children.every((pid) => !isRunning(pid)));
}, 120_000);

function childrenOf(pid: number | undefined): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
