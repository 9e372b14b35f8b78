import { findCapability } from "@waypost/testing/capabilities.ts";
import { afterEach, beforeEach, describe, expect, onTestFailed, test } from "vitest";
import { newDataFolder, Product, postgresPid, removeDataFolder, workerPids } from "../product.ts";
import { newRandom } from "./random.ts";
import { Replay, type ReplayOutcome, sampleLog } from "./replay-process.ts";

const trusting = { WAYPOST_TRUST_PROXY: "127.0.0.1", WAYPOST_TRUST_REQUEST_ID: "true" };
const accessLog = findCapability("access-log");
/** Each log with a pace that leaves time to kill something in the middle. */
const logs = [
  { name: "the sample", path: sampleLog, requests: 150, rate: "100" },
  ...(accessLog === undefined
    ? []
    : [{ name: "a real access log", path: accessLog, requests: null, rate: "2000" }]),
];

let data: string;
let product: Product;
let replay: Replay | undefined;
const random = newRandom();

async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  product = await Product.start(data, { ...trusting, ...env });
}

/** Starts it again as `start` did, where it was. */
async function startAgain(env: Readonly<Record<string, string>> = {}): Promise<void> {
  await start({ ...env, WAYPOST_PORT: new URL(product.url).port });
}

/** Sent = 302 + refused + unanswered, and every 302 of a GET or HEAD is counted once. */
function expectExact({ totals, ledger, exact, exitCode }: ReplayOutcome): void {
  const refused = Object.values(totals.refused).reduce((sum, count) => sum + count, 0);
  expect(totals.redirected + refused + totals.unanswered).toBe(totals.sent);
  expect(ledger).toMatchObject({ deadLettered: 0, inFlight: 0, lost: 0, unrecorded: 0, balanced: true });
  expect(ledger.accepted).toBe(ledger.stored + ledger.duplicate);
  expect([exact, exitCode]).toEqual([true, 0]);
}

beforeEach(() => {
  data = newDataFolder();
  onTestFailed(() => {
    process.stderr.write(`WAYPOST_TEST_SEED=${random.seed}\n`);
  });
});
afterEach(async () => {
  await replay?.end();
  await product.stop();
  removeDataFolder(data);
});

describe.each(logs)("$name", { timeout: 180_000 }, ({ path, requests, rate }) => {
  test("in peace: every GET and HEAD is counted once", async () => {
    await start();
    replay = new Replay(product, path);
    const outcome = await replay.outcome();
    expectExact(outcome);
    const { totals, ledger } = outcome;
    expect(totals).toMatchObject({ unanswered: 0, retried: 0, unsent: 0 });
    expect(Object.keys(totals.refused)).toEqual(["405"]);
    if (requests !== null) expect(totals.sent).toBe(requests);
    expect([ledger.stored, ledger.duplicate]).toEqual([totals.countable, 0]);
    const tops = Object.values(outcome.tops);
    expect(tops.map((groups) => groups.length > 0)).toEqual([true, true, true, true]);
    expect(outcome.tops.bots?.map(({ key }) => key)).toContain("Googlebot");
  });

  test("the product killed twice in the middle: with request ids each is still counted once", async () => {
    await start();
    replay = new Replay(product, path, ["--rate", rate]);
    for (const tenths of [random.integer(1, 4), random.integer(5, 9)]) {
      await replay.reaches(tenths);
      await product.stop("SIGKILL");
      await startAgain();
    }
    const outcome = await replay.outcome();
    expectExact(outcome);
    const { totals, ledger } = outcome;
    expect(Object.keys(totals.refused)).toEqual(["405"]);
    expect(totals.unanswered).toBe(0);
    expect(totals.retried).toBeGreaterThan(0);
    expect(ledger.stored).toBe(totals.countable);
    expect(ledger.duplicate).toBeLessThanOrEqual(totals.retried);
  });

  test("the product killed in the middle, without request ids: at most what was not answered is counted beyond", async () => {
    await start();
    replay = new Replay(product, path, ["--rate", rate, "--no-ids"]);
    await replay.reaches(random.integer(2, 8));
    await product.stop("SIGKILL");
    await startAgain();
    const outcome = await replay.outcome();
    expectExact(outcome);
    const { totals, ledger } = outcome;
    expect(ledger.duplicate).toBe(0);
    expect(ledger.stored).toBeGreaterThanOrEqual(totals.countable);
    expect(ledger.stored).toBeLessThanOrEqual(totals.countable + totals.unanswered + totals.retried);
  });

  test("PostgreSQL killed in the middle: it comes back, and what was redirected is counted", async () => {
    await start({ WAYPOST_LOG_LEVEL: "warn" });
    const before = postgresPid(data);
    replay = new Replay(product, path, ["--rate", rate]);
    await replay.reaches(random.integer(3, 7));
    process.kill(before, "SIGKILL");
    const outcome = await replay.outcome();
    expectExact(outcome);
    const { totals, ledger } = outcome;
    // Whose link was in no cache has been refused while the database was away.
    for (const status of Object.keys(totals.refused)) expect(["405", "503"]).toContain(status);
    expect(totals.redirected).toBeGreaterThan(totals.sent / 2);
    expect(ledger.stored).toBe(totals.countable);
    expect(postgresPid(data)).not.toBe(before);
    expect(product.stderr.match(/PostgreSQL ended by itself; it is started again/g)).toHaveLength(1);
    expect(product.stderr.match(/was not shut down cleanly; it recovered/g)).toHaveLength(1);
    expect(product.child.exitCode).toBeNull();
  });

  test("one of two workers killed in the middle: its lane is drained, and each is counted once", async () => {
    await start({ WAYPOST_WORKERS: "2", WAYPOST_LOG_LEVEL: "info" });
    replay = new Replay(product, path, ["--rate", rate]);
    await replay.reaches(random.integer(2, 7));
    process.kill(random.pick(workerPids(product)), "SIGKILL");
    const outcome = await replay.outcome();
    expectExact(outcome);
    expect(outcome.totals.unanswered).toBe(0);
    expect(outcome.ledger.stored).toBe(outcome.totals.countable);
  });
});

test("a run repeated under its name after a kill adds nothing: each of its requests is a duplicate", async () => {
  await start();
  replay = new Replay(product, sampleLog, ["--run", "same"]);
  const first = await replay.outcome();
  expectExact(first);
  await product.stop("SIGKILL");
  await startAgain();
  replay = new Replay(product, sampleLog, ["--run", "same"]);
  const { ledger, totals } = await replay.outcome();
  expect(ledger).toMatchObject({ stored: 0, duplicate: totals.countable, lost: 0, balanced: true });
  expect(totals.countable).toBe(first.totals.countable);
});

test("Ctrl-C in the middle: the table is of what was sent until then", async () => {
  await start();
  replay = new Replay(product, sampleLog, ["--rate", "100"]);
  await replay.reaches(3);
  replay.interrupt();
  const { totals, ledger, exitCode } = await replay.outcome();
  expect(totals.unsent).toBeGreaterThan(0);
  expect(totals.sent + totals.unsent).toBe(150);
  expect([ledger.stored, ledger.balanced, exitCode]).toEqual([totals.countable, true, 130]);
});
