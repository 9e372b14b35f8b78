import pg from "pg";
import type { Arena } from "./arena.ts";

const takenAtOnce = 10;

/** Ends the sessions of all others and takes all there are, until they are ended. */
export async function takeAllSessions(arena: Arena): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  const take = async () => {
    const client = connect(arena);
    await client.connect();
    taken.push(client);
  };
  // The pools take what they can at the same time: two passes leave them next to nothing.
  for (let refusals = 0; refusals < 2; ) {
    const tries = await Promise.allSettled(Array.from({ length: takenAtOnce }, take));
    if (tries.every(({ status }) => status === "fulfilled")) continue;
    refusals += 1;
    await taken[0]?.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where backend_type = 'client backend' and application_name <> 'waypost-faults'`,
    );
  }
  return taken;
}

/** The processes of all sessions of others. */
export async function sessionPids(arena: Arena): Promise<number[]> {
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
