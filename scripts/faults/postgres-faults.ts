import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";
import { sessionPids, takeAllSessions, withClient } from "./postgres-sessions.ts";

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
