import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "../product.ts";

// More than any disk has free, so that the log is below its floor from the start.
const full = { WAYPOST_LOG_FLOOR_MB: "1048576", WAYPOST_LOG_LEVEL: "warn" };

let data: string;
let product: Product;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  await product.stop();
  removeDataFolder(data);
});

async function visitOnFullDisk(env: Readonly<Record<string, string>>): Promise<number[]> {
  product = await Product.start(data, { ...full, ...env });
  const { body } = await product.call("POST", "/api/v1/links", { url: "https://example.com/" });
  const visits = Array.from({ length: 12 }, () => product.call("GET", `/${body.code}`));
  return (await Promise.all(visits)).map(({ status }) => status);
}

async function expectLedger(expected: object): Promise<void> {
  await vi.waitFor(
    async () => expect((await product.call("GET", "/api/v1/ledger")).body).toMatchObject(expected),
    { timeout: 10_000, interval: 100 },
  );
}

test("a full disk: visitors are sent on, and counted as unrecorded, also over a kill", async () => {
  expect(await visitOnFullDisk({})).toEqual(Array(12).fill(302));
  const ledger = { accepted: 0, stored: 0, unrecorded: 12, lost: 0, balanced: true };
  await expectLedger(ledger);
  expect(product.stderr.match(/The disk is below its floor/g)).toHaveLength(1);
  await product.stop("SIGKILL");
  product = await Product.start(data);
  await expectLedger(ledger);
});

test("a full disk, told to refuse: 503, and the ledger says why", async () => {
  expect(await visitOnFullDisk({ WAYPOST_ON_DISK_FULL: "refuse" })).toEqual(Array(12).fill(503));
  await expectLedger({ accepted: 0, unrecorded: 0, rejected: { "refused-disk-full": 12 }, balanced: true });
});
