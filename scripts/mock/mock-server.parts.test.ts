import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const closed = once(child, "close");
  return {
    child,
    line: async () => String((await lines.next()).value),
    end: async () => ({ code: (await closed)[0], stderr }),
  };
}

test("tells where it answers and what it was asked, and ends with 0 at Ctrl-C", async () => {
  const mock = start("--port", "0", "--json");
  const ready = JSON.parse(await mock.line());
  expect(ready).toEqual({ event: "ready", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  const reply = await fetch(`${ready.url}/api/v1/links?limit=1`, {
    headers: { authorization: "Bearer wp_test", prefer: "status=418" },
  });
  expect(reply.status).toBe(200);
  expect(JSON.parse(await mock.line())).toEqual({
    event: "request",
    method: "GET",
    path: "/api/v1/links",
    status: 200,
    operation: "listLinks",
    note: expect.stringContaining("status=418 is not declared: 200, 400, 401, 403"),
  });
  mock.child.kill("SIGINT");
  expect(await mock.end()).toEqual({ code: 0, stderr: "" });
});

test("speaks to people unless it is asked for JSON", async () => {
  const mock = start("--port", "0");
  const ready = await mock.line();
  expect(ready).toMatch(/^A mock of Waypost answers at http:\/\/127\.0\.0\.1:\d+ .*Ctrl-C ends it\.$/);
  const [url = ""] = /http:\S+/.exec(ready) ?? [];
  await fetch(`${url}/spring`, { redirect: "manual" });
  expect(await mock.line()).toBe("302 GET /spring (followLink)");
});

test("says in one sentence that its port is taken", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const told = await start("--port", String(port)).end();
  taken.close();
  expect(told).toEqual({
    code: 1,
    stderr: `Port ${port} on 127.0.0.1 is in use; stop what listens there, or choose another in --port.\n`,
  });
});

test.each([
  [["--port", "70000"], '--port takes a whole number from 0 to 65535, not "70000".\n'],
  [["--host", ""], "--host takes an address of this machine, such as 127.0.0.1.\n"],
])("refuses %s", async (args, stderr) => {
  expect(await start(...args).end()).toEqual({ code: 1, stderr });
});
