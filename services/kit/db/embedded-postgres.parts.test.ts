import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findCapability } from "@waypost/testing/capabilities.ts";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderInUseError } from "../lifecycle/folder-lock.ts";
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";
import { socketFile } from "./postgres-address.ts";
import { isAlive } from "./postgres-orphan.ts";

let base: string;
let folder: string;
let logged: { level: number; msg?: string }[];
let started: EmbeddedPostgres[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "waypost-pg-"));
  folder = join(base, "postgres");
  logged = [];
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((server) => server.stop()));
  rmSync(base, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const server = await startEmbeddedPostgres({ folder, log, ...options });
  started.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed under an open connection is what some of these tests are about.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function warnings(): (string | undefined)[] {
  return logged.filter((line) => line.level >= 40).map((line) => line.msg);
}

/** A process of its own that runs PostgreSQL on `folder`, as a Waypost would. */
async function startHolder(how = "") {
  const program = fileURLToPath(new URL("test/postgres-holder.ts", import.meta.url));
  const child = spawn(process.execPath, [program, folder, how], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [text] = await once(child.stdout.setEncoding("utf8"), "data");
  const { pid, url }: { pid: number; url: string } = JSON.parse(text);
  return { child, exited, pid, url };
}

test("starts durable on a fresh folder, keeps its data over a restart, and shows it to nobody", async () => {
  const first = await start();
  const settings =
    "select current_setting('fsync') fsync, current_setting('synchronous_commit') sync, current_setting('data_checksums') sums";
  expect(await query(first.ownerUrl(), settings)).toEqual([{ fsync: "on", sync: "on", sums: "on" }]);
  await query(first.ownerUrl(), "create table kept as select 7 as seven");
  expect(statSync(join(folder, "password")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "pgdata")).mode & 0o777).toBe(0o700);
  const stranger = new URL(first.ownerUrl());
  stranger.password = "guess";
  await expect(query(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  expect(await first.exited).toMatchObject({ code: 0, expected: true });

  const second = await start();
  expect(await query(second.ownerUrl(), "select seven from kept")).toEqual([{ seven: 7 }]);
  // Whoever asked is told, and nobody else.
  await query(second.ownerUrl(), "create unique index on kept (seven)");
  await expect(query(second.ownerUrl(), "insert into kept values (7)")).rejects.toThrow(/duplicate key/);
  expect(second.rolePassword("waypost_links")).toBe(first.rolePassword("waypost_links"));
  expect(warnings()).toEqual(['PostgreSQL: FATAL:  password authentication failed for user "waypost"']);
});

test("a second Waypost on the same folder is refused in one sentence", async () => {
  const holder = await startHolder();
  const refused = await start().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FolderInUseError);
  expect(refused).toMatchObject({
    message: expect.stringContaining(`is in use by process ${holder.child.pid}`),
  });
  expect(await query(holder.url, "select 1 as one")).toEqual([{ one: 1 }]);
  holder.child.kill("SIGKILL");
  await holder.exited;
  await start();
});

test("the PostgreSQL of a Waypost that was killed is stopped cleanly by the next start", async () => {
  const holder = await startHolder();
  await query(holder.url, "create table kept as select 7 as seven");
  holder.child.kill("SIGKILL");
  await holder.exited;
  expect(isAlive(holder.pid)).toBe(true);
  const server = await start();
  expect(isAlive(holder.pid)).toBe(false);
  expect(warnings()).toEqual([
    "Stopping a PostgreSQL that an earlier Waypost left running on this data folder",
  ]);
  expect(await query(server.ownerUrl(), "select seven from kept")).toEqual([{ seven: 7 }]);
});

test("a Waypost that exits without an orderly stop takes its PostgreSQL along", async () => {
  const holder = await startHolder("exits");
  await holder.exited;
  await expect.poll(() => isAlive(holder.pid)).toBe(false);
});

test("when both were killed, what was committed is recovered, with one line in the log for each finding", async () => {
  const holder = await startHolder();
  await query(holder.url, "create table kept as select 7 as seven");
  holder.child.kill("SIGKILL");
  process.kill(holder.pid, "SIGKILL");
  await holder.exited;
  await expect.poll(() => isAlive(holder.pid)).toBe(false);
  const server = await start();
  expect(await query(server.ownerUrl(), "select seven from kept")).toEqual([{ seven: 7 }]);
  expect(warnings()).toEqual([
    "Removing a left-over postmaster.pid: its PostgreSQL is gone",
    "PostgreSQL was not shut down cleanly; it recovered from its log",
  ]);
});

test("a left-over process id that is somebody else's by now harms nobody", async () => {
  const first = await start();
  const pidFile = join(folder, "pgdata", "postmaster.pid");
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const socketLock = `${socketFile(first.address)}.lock`;
  const lockLines = readFileSync(socketLock, "utf8").split("\n");
  await first.stop();
  const bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 60000)"], { stdio: "ignore" });
  const bystanderEnded = once(bystander, "exit");
  writeFileSync(pidFile, [bystander.pid, ...lines.slice(1)].join("\n"));
  writeFileSync(socketLock, [bystander.pid, ...lockLines.slice(1)].join("\n"));
  await start();
  expect(isAlive(bystander.pid ?? -1)).toBe(true);
  expect(warnings()).toEqual(["Removing a left-over postmaster.pid: its PostgreSQL is gone"]);
  bystander.kill();
  await bystanderEnded;
});

test("an interrupted first start is begun again", async () => {
  mkdirSync(join(folder, "pgdata.new"), { recursive: true });
  writeFileSync(join(folder, "pgdata.new", "PG_VERSION"), "18\n");
  const server = await start();
  expect(await query(server.ownerUrl(), "select 1 as one")).toEqual([{ one: 1 }]);
});

test("it listens nowhere but by a socket that other accounts can't reach", async () => {
  chmodSync(base, 0o755);
  const server = await start();
  expect(await query(server.ownerUrl(), "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  expect(server.address.host).toBe(join(realpathSync(folder), "pgdata"));
  expect(statSync(server.address.host).mode & 0o777).toBe(0o700);
  expect(statSync(socketFile(server.address)).mode & 0o777).toBe(0o700);
});

test("a folder whose path is too long for a socket is reached all the same", async () => {
  folder = join(base, "a long näme with %20 & odd ch?racters".repeat(3), "postgres");
  const first = await start();
  expect(await query(first.ownerUrl(), "select 1 as one")).toEqual([{ one: 1 }]);
  await first.stop();
  const second = await start();
  expect(await query(first.ownerUrl(), "select 1 as one")).toEqual([{ one: 1 }]);
  expect(second.ownerUrl()).toBe(first.ownerUrl());
});

describe.skipIf(findCapability("root") === undefined)("run by root", () => {
  const stranger = { uid: 65_534, gid: 65_534 };

  test("works below a folder that only root may enter, as somebody who can't read what is root's", async () => {
    chmodSync(base, 0o700);
    const secret = join(base, "secret");
    writeFileSync(secret, "root's alone", { mode: 0o600 });
    const server = await start();
    expect(await query(server.ownerUrl(), "select 1 as one")).toEqual([{ one: 1 }]);
    expect(statSync(join(folder, "pgdata")).uid).not.toBe(0);
    for (const file of [secret, "/etc/shadow", join(folder, "password"), "../password"]) {
      const read = query(server.ownerUrl(), `select pg_read_file('${file}')`);
      await expect(read, file).rejects.toThrow("Permission denied");
    }
    const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
    for (const set of ["CapInh", "CapPrm", "CapEff", "CapAmb"])
      expect(status).toMatch(new RegExp(`^${set}:\\t0+$`, "m"));
  });

  test("a cluster that became root's, as by a copy, works", async () => {
    const first = await start();
    await query(first.ownerUrl(), "create table kept as select 7 as seven");
    await first.stop();
    const copy = join(base, "copy");
    spawnSync("cp", ["-r", folder, copy]);
    expect(statSync(join(copy, "pgdata/base")).uid).toBe(0);
    folder = copy;
    expect(await query((await start()).ownerUrl(), "select seven from kept")).toEqual([{ seven: 7 }]);
  });

  test("another account is kept from the socket by the system", async () => {
    chmodSync(base, 0o755);
    mkdirSync(folder, { mode: 0o755 });
    const { address } = await start();
    const connect = `require("node:net").connect(${JSON.stringify(socketFile(address))})
      .on("connect", () => process.exit(0)).on("error", ({ code }) => { console.log(code); process.exit(0); })`;
    const asked = spawnSync("/proc/self/exe", ["-e", connect], { ...stranger, encoding: "utf8", cwd: "/" });
    expect(asked.stdout.trim()).toBe("EACCES");
  });
});

test("a port that is taken is told in the server's own words, and the folder is free again", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const listening = taken.address();
  const port = listening !== null && typeof listening === "object" ? listening.port : 0;
  const address = { host: "127.0.0.1", port };
  await expect(start({ address })).rejects.toThrow(
    /PostgreSQL did not start: could not create any TCP\/IP sockets/,
  );
  taken.close();
  const server = await start({ address });
  expect(await query(server.ownerUrl(), "select inet_server_port() as port")).toEqual([{ port }]);
});

test("an end that nobody asked for is told", async () => {
  const server = await start();
  process.kill(server.pid, "SIGKILL");
  expect(await server.exited).toEqual({ code: null, signal: "SIGKILL", expected: false });
  await server.stop();
});

test("sessions that do not end do not hold the stop up", async () => {
  const server = await start();
  const busy = query(server.ownerUrl(), "select pg_sleep(600)").catch((error: unknown) => error);
  const sleeping = "select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(600)'";
  await expect.poll(() => query(server.ownerUrl(), sleeping)).toEqual([{ n: 1 }]);
  await server.stop();
  expect(await busy).toMatchObject({ code: "57P01" });
});
