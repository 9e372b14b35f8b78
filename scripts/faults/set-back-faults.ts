import pg from "pg";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";
import { withClient } from "./postgres-sessions.ts";

const backup = "waypost_backup";

/** A database that forgets what it had committed. */
export const setBackFaults = {
  "postgres-set-back": {
    does: "the database put back as it was some time ago, with processes of links that died since",
    async inflict(arena, random) {
      const { editor, traffic } = arena.parts;
      // An edit that the backup lacks is gone; only clicks come again.
      await editor.pause();
      await copyDatabase(arena);
      const { answered } = traffic.counts;
      await arena.hold(random);
      if (random.integer(0, 1) === 1) await arena.kill(random.pick(["links-1", "links-2"]));
      await arena.hold(random);
      await putBack(arena);
      return `by ${traffic.counts.answered - answered} visits`;
    },
  },
} as const satisfies Record<string, Fault>;

/** Copies the database, without any other session meanwhile; {@link putBack} restores that copy. */
async function copyDatabase(arena: Arena): Promise<void> {
  await alone(arena, async (client, name) => {
    await client.query(`drop database if exists ${backup} with (force)`);
    await client.query(`create database ${backup} template ${name}`);
  });
}

async function putBack(arena: Arena): Promise<void> {
  await alone(arena, async (client, name) => {
    await client.query(`drop database ${name} with (force)`);
    await client.query(`alter database ${backup} rename to ${name}`);
  });
}

/** Works on the cluster while nobody else has a session with the database. */
async function alone(
  arena: Arena,
  work: (client: pg.Client, database: string) => Promise<void>,
): Promise<void> {
  const { proxies, stack } = arena.parts;
  const database = new URL(stack.databaseUrl).pathname.slice(1);
  proxies.postgres.refuse();
  try {
    await withClient(arena, "postgres", async (client) => {
      await arena.until("all sessions have ended", async () => {
        const { rowCount } = await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
          [database],
        );
        return rowCount === 0;
      });
      await work(client, pg.escapeIdentifier(database));
    });
  } finally {
    proxies.postgres.heal();
  }
}
