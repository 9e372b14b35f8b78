import { expect, onTestFinished, test, vi } from "vitest";
import { startTestServer } from "../replay/test-server.ts";
import { openTestArena } from "./test-arena.ts";

const patience = { timeout: 15_000, interval: 5 };

/** An arena around a server that makes links and sends everybody on. */
async function openArena() {
  let links = 0;
  const { url } = await startTestServer((request, response) => {
    if (request.method === "GET") response.writeHead(302, { location: "https://example.com/" }).end();
    else response.end(JSON.stringify({ id: `${++links}`, code: `code-${links}` }));
  });
  const arena = await openTestArena({ url: url.origin, apiKey: "wp_x", databaseUrl: "" }, 2);
  onTestFinished(() => arena[Symbol.asyncDispose]());
  return arena;
}

test("who is killed is dead while something is done, and comes back as another process", async () => {
  const arena = await openArena();
  const managed = arena.process("links-1");
  const { pid } = managed;
  const other = arena.process("links-2").pid;
  const whileDown: (number | undefined)[] = [];
  await arena.kill("links-1", () => whileDown.push(managed.pid));
  expect(whileDown).toEqual([undefined]);
  expect([arena.parts.book.kills, arena.parts.onDeath.size]).toEqual([1, 0]);
  await vi.waitFor(async () => expect(await managed.isReady()).toBe(true), patience);
  expect(managed.pid).not.toBe(pid);
  expect(arena.process("links-2").pid).toBe(other);
});

test("who is not there can't be killed", async () => {
  const arena = await openArena();
  await expect(arena.kill("links-9")).rejects.toThrow("The stack has no process links-9.");
  expect(arena.parts.book.kills).toBe(0);
});

test("what throws is not so yet", async () => {
  const arena = await openArena();
  let asked = 0;
  await arena.until("the third time", async () => {
    asked += 1;
    if (asked === 1) throw new Error("nobody there");
    return asked === 3;
  });
  expect(asked).toBe(3);
});

test("visitors and the editor come and go together", async () => {
  const arena = await openArena();
  const { traffic, editor } = arena.parts;
  await arena.quiet();
  expect([traffic.counts.attempts, editor.edits]).toEqual([0, 0]);
  arena.resume();
  await vi.waitFor(() => {
    expect(traffic.counts.answered).toBeGreaterThan(3);
    expect(editor.edits).toBeGreaterThan(0);
  }, patience);
  await arena.quiet();
  expect(traffic.counts.answered).toBe(traffic.counts.attempts);
});
