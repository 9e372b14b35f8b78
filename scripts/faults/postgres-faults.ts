import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";

/** What happens to PostgreSQL, which the stack starts again when it ends. */
export const postgresFaults = {
  "postgres-stopped": {
    does: "PostgreSQL stopped in order, and away for a while",
    async inflict(arena, random) {
      const { postgres } = arena.parts.proxies;
      postgres.refuse();
      process.kill(serverPid(arena), "SIGINT");
      await arena.hold(random);
      postgres.heal();
      await untilServes(arena);
      return "";
    },
  },
  "postgres-killed": {
    does: "kill -9 of PostgreSQL",
    async inflict(arena) {
      await killPostgres(arena);
      return "";
    },
  },
  "postgres-slow": {
    does: "every session of PostgreSQL stands still for seconds",
    async inflict(arena, random) {
      const sessions = await sessionPids(arena);
      for (const pid of sessions) signal(pid, "SIGSTOP");
      try {
        await arena.hold(random);
      } finally {
        for (const pid of sessions) signal(pid, "SIGCONT");
      }
      return `${sessions.length} sessions`;
    },
  },
  "postgres-half-open": {
    does: "connections to PostgreSQL that swallow everything",
    async inflict(arena, random) {
      arena.parts.proxies.postgres.blackhole();
      await arena.hold(random);
      arena.parts.proxies.postgres.heal();
      return "";
    },
  },
  "postgres-full": {
    does: "all sessions of PostgreSQL ended, and none left to be had",
    async inflict(arena, random) {
      const taken = await takeAllSessions(arena);
      await arena.hold(random);
      await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
      return `${taken.length} sessions taken`;
    },
  },
} as const satisfies Record<string, Fault>;

/** kill -9 of the server; it is started again. */
export async function killPostgres(arena: Arena): Promise<void> {
  await untilServes(arena);
  const pid = serverPid(arena);
  process.kill(pid, "SIGKILL");
  await arena.until("PostgreSQL is dead", () => !isRunning(pid));
  arena.parts.book.kills += 1;
}

async function untilServes(arena: Arena): Promise<void> {
  await arena.until("PostgreSQL answers", async () => {
    await withClient(arena, "waypost", (client) => client.query("select 1"));
    return true;
  });
}

async function takeAllSessions(arena: Arena): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  const endOthers = () =>
    taken[0]?.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where backend_type = 'client backend' and application_name <> 'waypost-faults'`,
    );
  // The pools take what they can at the same time: two passes leave them next to nothing.
  for (let refusals = 0; refusals < 2; ) {
    const client = connect(arena);
    try {
      await client.connect();
      taken.push(client);
    } catch {
      refusals += 1;
      await endOthers();
    }
  }
  return taken;
}

async function sessionPids(arena: Arena): Promise<number[]> {
  const rows = await withClient(arena, "waypost", async (client) => {
    const answer = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return answer.rows;
  });
  return rows.map(({ pid }) => pid);
}

/** Works with a session that no proxy stands before, with the product's database or another of its cluster. */
export async function withClient<T>(
  arena: Arena,
  database: "waypost" | "postgres",
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = connect(arena, database);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connect({ parts }: Arena, database: "waypost" | "postgres" = "waypost"): pg.Client {
  const url = new URL(parts.stack.databaseUrl);
  if (database === "postgres") url.pathname = "/postgres";
  const client = new pg.Client({
    connectionString: url.href,
    application_name: "waypost-faults",
    connectionTimeoutMillis: 5_000,
  });
  // One that ends while it is idle is noticed by who uses it next.
  client.on("error", () => undefined);
  return client;
}

function serverPid({ parts }: Arena): number {
  const [pid] = readFileSync(join(parts.data, "postgres/pgdata/postmaster.pid"), "utf8").split("\n");
  return Number(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
