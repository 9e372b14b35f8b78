import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "./postgres-orphan.ts";
import { type SupervisedPostgres, superviseEmbeddedPostgres } from "./supervise-postgres.ts";

let folder: string;
let server: SupervisedPostgres;
let lost: Error[];
let logged: { level: number; msg: string }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "waypost-pg-"));
  lost = [];
  logged = [];
  server = await superviseEmbeddedPostgres({
    folder,
    log: pino({ level: "warn" }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    onLost: (reason) => lost.push(reason),
    minDelayMs: 10,
    maxAttempts: 2,
  });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl() });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Kills the server and gives its process id. */
function kill(): number {
  const { pid } = server;
  process.kill(pid, "SIGKILL");
  return pid;
}

test("a server that is killed comes back under the same address, with what was committed", async () => {
  const url = server.ownerUrl();
  await query("create table kept as select 7 as seven");
  for (let round = 0; round < 2; round++) {
    kill();
    await vi.waitFor(async () => expect(await query("select seven from kept")).toEqual([{ seven: 7 }]), {
      timeout: 20_000,
      interval: 20,
    });
  }
  expect(server.ownerUrl()).toBe(url);
  expect(lost).toEqual([]);
  const told = logged.filter(({ msg }) => msg === "PostgreSQL ended by itself; it is started again");
  expect(told.map(({ level }) => level)).toEqual([50, 50]);
});

test("one that can't be started any more is given up with the reason", async () => {
  writeFileSync(join(folder, "pgdata/global/pg_control"), "");
  kill();
  await vi.waitFor(() => expect(lost).toHaveLength(1), { timeout: 20_000 });
  expect(lost[0]?.message).toMatch(/^PostgreSQL did not start: /);
});

test("a stop in the middle of a restart leaves no server behind", async () => {
  const before = kill();
  await vi.waitFor(() => expect(isAlive(before)).toBe(false), { timeout: 10_000 });
  await server.stop();
  expect(isAlive(server.pid)).toBe(false);
  // A killed server leaves its socket's file; one that was stopped removes it. Either way nobody listens.
  await expect(query("select 1")).rejects.toThrow(/connect (ECONNREFUSED|ENOENT)/);
});
