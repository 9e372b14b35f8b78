import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@waypost/kit/db/free-port.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { expect, onTestFinished, test } from "vitest";
import { parseOptions } from "./options.ts";

const root = join(import.meta.dirname, "../..");

/** Runs `npm run topics -- ARGS` without the settings of whoever runs the tests. */
function topics(args: readonly string[], env: Record<string, string> = {}) {
  const own = Object.entries(process.env).filter(([key]) => !key.startsWith("WAYPOST_"));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/topics/main.ts", ...args], {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...Object.fromEntries(own), ...env },
  });
  return { status, stdout, stderr };
}

test("the command line is told what it can't be", () => {
  expect(parseOptions([])).toBe("help");
  expect(() => parseOptions(["delete"])).toThrow(
    'Say one of plan, apply, check, acls; there is no "delete".',
  );
  expect(() => parseOptions(["plan", "--acls"])).toThrow("--acls goes with apply.");
  expect(() => parseOptions(["plan", "--force"])).toThrow(/see npm run topics -- --help/);
});

test("brokers that are not there end it with one sentence", { timeout: 90_000 }, async () => {
  const { status, stdout, stderr } = topics(["plan", "--brokers", `127.0.0.1:${await findFreePort()}`]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^Kafka can't be reached \(.*\); look at WAYPOST_KAFKA_BROKERS .*\n$/);
});

test.skipIf(findCapability("kafka") === undefined)(
  "plans, refuses to be content, applies, and is content",
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const broker = await startKafka({ folder });
    onTestFinished(() => broker.kill());
    const env = { WAYPOST_KAFKA_BROKERS: broker.address };
    expect(topics(["plan"], env)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(
        "Create: waypost.clicks is missing; it gets 4 partitions and 1 copy.\n",
      ),
    });
    expect(topics(["check"], env).status).toBe(1);
    const applied = topics(["apply"], env);
    expect(applied).toMatchObject({ status: 0, stderr: expect.not.stringContaining("rror") });
    expect(applied.stdout).toMatch(/All topics are as declared\.\n$/);
    expect(JSON.parse(topics(["check", "--json"], env).stdout)).toEqual({ ok: true, differences: [] });

    const three = topics(["apply"], { ...env, WAYPOST_KAFKA_REPLICATION: "3" });
    expect(three).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("REFUSED: waypost.clicks has 1 copy"),
    });
    const more = topics(["apply"], { ...env, WAYPOST_KAFKA_CLICK_PARTITIONS: "6" });
    expect(more).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Done: waypost.clicks has 4 partitions"),
    });
    expect(topics(["check"], env)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Note: waypost.clicks has 6 partitions"),
    });
  },
);
