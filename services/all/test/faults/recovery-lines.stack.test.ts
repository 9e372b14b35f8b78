import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectBalance } from "../journey.ts";
import { isAlive, newDataFolder, Product, postgresPid, removeDataFolder } from "../product.ts";

let data: string;
let product: Product;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  await product.stop();
  removeDataFolder(data);
});

/** Adds half a record to the newest segment of every lane, as a torn write leaves it. */
function tearTails(): void {
  const clicks = join(data, "log/clicks");
  for (const lane of readdirSync(clicks).filter((name) => name !== "groups")) {
    const segment = readdirSync(join(clicks, lane))
      .filter((name) => name.endsWith(".seg"))
      .sort()
      .at(-1);
    if (segment !== undefined) appendFileSync(join(clicks, lane, segment), Buffer.alloc(37, 7));
  }
}

test("everything killed at once and the log torn: each recovery is told in one line, and nothing is missing", async () => {
  product = await Product.start(data);
  const { body } = await product.call("POST", "/api/v1/links", { url: "https://example.com/" });
  for (let at = 0; at < 5; at++) await product.call("GET", `/${body.code}`);
  const postgres = postgresPid(data);
  await product.stop("SIGKILL");
  process.kill(postgres, "SIGKILL");
  await vi.waitFor(() => expect(isAlive(postgres)).toBe(false));
  tearTails();

  product = await Product.start(data, { WAYPOST_LOG_LEVEL: "warn" });
  await expectBalance(product, 5);
  // What was stored before the kill can balance at once; the lane is adopted when the consumer comes to read it.
  await vi.waitFor(() => {
    const messages = product.logLines.map((line): unknown => JSON.parse(line).msg);
    expect(messages.toSorted()).toEqual([
      "A torn end was dropped",
      "PostgreSQL was not shut down cleanly; it recovered from its log",
      "Removing a left-over postmaster.pid: its PostgreSQL is gone",
    ]);
  }, 10_000);
});
