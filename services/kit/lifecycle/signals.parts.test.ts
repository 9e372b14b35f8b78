import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("test/signals-process.ts", import.meta.url));

function start(what: string) {
  const child = spawn(process.execPath, [program, what], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const exited = once(child, "exit");
  return {
    child,
    exited,
    output: () => output,
    until: (text: string) => expect.poll(() => output).toContain(text),
  };
}

test("the first signal stops once, flushes and exits with 0", async () => {
  const { child, exited, output, until } = start("stops");
  await until("ready");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  expect(output().match(/stop called/g)).toHaveLength(1);
  expect(output()).toContain("flushed");
});

test("an unclean stop exits with 1", async () => {
  const { child, exited, until } = start("unclean");
  await until("ready");
  child.kill("SIGINT");
  expect(await exited).toEqual([1, null]);
});

test("the second signal exits at once", async () => {
  const { child, exited, until } = start("hangs");
  await until("ready");
  child.kill("SIGINT");
  await until("stop called");
  // The first signals still count as the same press of the key.
  const again = setInterval(() => child.kill("SIGINT"), 50);
  expect(await exited).toEqual([130, null]);
  clearInterval(again);
});

test("a signal that arrives twice, as Ctrl-C does through npm, is one", async () => {
  const { child, exited, output, until } = start("slow");
  await until("ready");
  child.kill("SIGINT");
  await until("stop called");
  child.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
  expect(output().match(/stop called/g)).toHaveLength(1);
});

test("an unhandled rejection is logged, flushed and ends the process with 1", async () => {
  const { exited, output } = start("rejects");
  expect(await exited).toEqual([1, null]);
  expect(output()).toContain("nobody caught me");
  expect(output()).toContain("flushed");
  expect(output()).not.toContain("stop called");
});

test("a process whose log nobody reads any more goes on, and stops when told", async () => {
  const { child, exited, output } = start("unread");
  await expect.poll(output).toContain("...");
  child.stderr.destroy();
  const before = output().length;
  await expect.poll(() => output().length).toBeGreaterThan(before + 20);
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});
