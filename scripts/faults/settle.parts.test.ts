import { Random } from "@waypost/all/test/faults/random.ts";
import { type Composed, openComposed } from "@waypost/all/test/harness/open-composed.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newFaultBook } from "./fault-book.ts";
import { canInflict, runFault } from "./run-faults.ts";
import { settle } from "./settle.ts";
import { openTestArena } from "./test-arena.ts";

const patience = { timeout: 30_000, interval: 10 };

let product: Composed;
let url = "";
let arena: Awaited<ReturnType<typeof openTestArena>>;

beforeAll(async () => {
  product = await openComposed({ environment: { WAYPOST_TRUST_REQUEST_ID: "true" } });
  url = await product.app.listen({ host: "127.0.0.1", port: 0 });
  arena = await openTestArena({ url, apiKey: product.adminKey, databaseUrl: product.database.ownerUrl }, 3);
}, 60_000);
afterAll(async () => {
  await arena?.[Symbol.asyncDispose]();
  await product?.close();
});
beforeEach(() => {
  Object.assign(arena.parts.book, newFaultBook());
});
afterEach(() => arena.quiet());

/** Lets visitors come and the editor edit for a while. */
async function live(): Promise<void> {
  const { traffic, editor } = arena.parts;
  const before = { answered: traffic.counts.answered, edits: editor.edits };
  arena.resume();
  await vi.waitFor(() => {
    expect(traffic.counts.answered).toBeGreaterThan(before.answered + 20);
    expect(editor.edits).toBeGreaterThan(before.edits);
  }, patience);
}

test("a sound product settles: each visit is counted once, and visitors go where the last edit says", async () => {
  await live();
  expect((await settle(arena)).violations).toEqual([]);
  const { api, traffic, editor } = arena.parts;
  expect(await api.total()).toBe(traffic.counts.answered);
  expect(await traffic.look(editor.link, url)).toBe(editor.destination);
}, 60_000);

/** Settles without much patience, again and again until only this is wrong. */
async function expectViolations(expected: readonly unknown[]): Promise<void> {
  await vi.waitFor(async () => {
    expect((await settle(arena, { patienceMs: 500 })).violations).toEqual(expected);
  }, patience);
}

test("what is owed and never comes is told when the patience is over", async () => {
  arena.parts.book.lost = 1;
  await expectViolations([
    expect.stringMatching(/^stored is \d+ and should be \d+$/),
    "lost is 0 and should be 1",
  ]);
}, 60_000);

test("a click that was counted for another link is told", async () => {
  await live();
  const { links, visitsOf } = arena.parts.traffic;
  const [, one, other] = links.map(({ code }) => code);
  if (one === undefined || other === undefined) throw new Error("no links");
  const move = (from: string, to: string) => {
    visitsOf.set(from, (visitsOf.get(from) ?? 0) - 1);
    visitsOf.set(to, (visitsOf.get(to) ?? 0) + 1);
  };
  move(one, other);
  await expectViolations(["the statistics of the links differ from their visits by 0, -1, 1"]);
  move(other, one);
  await expectViolations([]);
}, 60_000);

test("what visitors complain of is told once", async () => {
  arena.parts.traffic.complaints.push("a visit of a link was answered 404");
  expect((await settle(arena)).violations).toEqual(["a visit of a link was answered 404"]);
  expect((await settle(arena)).violations).toEqual([]);
}, 60_000);

test("visitors who are sent elsewhere than the last edit says are told", async () => {
  const { api, editor } = arena.parts;
  await arena.quiet();
  await api.editLink(editor.link, "https://example.com/somebody-else");
  const { violations } = await settle(arena, { staleMs: 0 });
  expect(violations).toEqual([
    expect.stringMatching(/^visitors are sent to https:\/\/example.com\/somebody-else, /),
  ]);
}, 60_000);

describe("a fault", () => {
  test("is made while visitors come, told with what it did, and settled", async () => {
    const outcome = await runFault("kill-links", arena, new Random(1));
    expect(outcome).toMatchObject({
      fault: "kill-links",
      detail: expect.stringMatching(/^links-[12]$/),
      violations: [],
    });
    expect(outcome.answered).toBeGreaterThan(0);
    expect(arena.parts.book.kills).toBe(1);
  }, 60_000);

  test("that can't be made is a violation, and everything is settled all the same", async () => {
    const outcome = await runFault("kill-rpc", arena, new Random(1));
    expect(outcome.violations).toEqual([
      expect.stringMatching(/^The stack has no process analytics-[12]\.$/),
    ]);
  }, 60_000);

  test("that needs what this machine lacks is known beforehand", () => {
    expect([canInflict("kill-links", arena), canInflict("redis-killed", arena)]).toEqual([true, false]);
  });
});
