import { join } from "node:path";
import { type Composed, openComposed } from "@waypost/all/test/harness/open-composed.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseOptions, type ReplayOptions } from "./options.ts";
import { replay } from "./replay.ts";
import { isExact } from "./report.ts";

const sample = join(import.meta.dirname, "sample.log");
const never = new AbortController().signal;

let product: Composed;
let url = "";

beforeAll(async () => {
  product = await openComposed({
    environment: { WAYPOST_TRUST_PROXY: "127.0.0.1", WAYPOST_TRUST_REQUEST_ID: "true" },
  });
  url = await product.app.listen({ host: "127.0.0.1", port: 0 });
}, 60_000);
afterAll(() => product?.close());

function optionsOf(...args: readonly string[]): ReplayOptions {
  const options = parseOptions([sample, "--url", url, ...args]);
  if (options === "help") throw new Error("no options");
  return options;
}

test("every redirect of a log is counted once, and a run repeated under its name adds nothing", async () => {
  const first = await replay(optionsOf("--run", "same"), product.adminKey, never);
  expect(first.totals).toMatchObject({ sent: 150, unanswered: 0, unsent: 0 });
  expect(isExact(first)).toBe(true);
  expect(first.ledger.stored).toBe(first.totals.countable);
  expect(first.tops.bots?.map(({ key }) => key)).toContain("Googlebot");

  const again = await replay(optionsOf("--run", "same"), product.adminKey, never);
  expect([again.links, again.totals.countable]).toEqual([first.links, first.totals.countable]);
  expect(again.ledger).toMatchObject({ stored: 0, duplicate: again.totals.countable, balanced: true });
}, 120_000);

test("interrupted before it began, it reports that nothing was sent", async () => {
  const report = await replay(optionsOf(), product.adminKey, AbortSignal.abort());
  expect(report.totals).toMatchObject({ sent: 0, unsent: 150 });
  expect([report.links, report.ledger.stored, report.ledger.balanced]).toEqual([0, 0, true]);
}, 120_000);

test("a key that does not do is told before anything is made", async () => {
  await expect(replay(optionsOf(), "wp_wrong", never)).rejects.toThrow("refuses the key (401)");
});
