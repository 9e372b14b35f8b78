import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import type { Holding, LockStore } from "./lock.ts";

/** The table that a service's migration has to make for {@link PostgresLockStore}. Its rows are never deleted. */
export const locksTable = `create table locks (
  name text primary key,
  owner uuid,
  token bigint not null,
  expires_at timestamptz not null
)`;

const timeoutMs = 5_000;

/**
 * Locks in a table of the service's schema. Leases are judged by PostgreSQL's clock; tokens are a count per name that
 * is part of the database, so they grow whatever happens to clocks and processes, as long as the database is not
 * restored from a backup.
 */
export class PostgresLockStore implements LockStore {
  readonly #database: Database<unknown>;

  constructor(database: Database<unknown>) {
    this.#database = database;
  }

  async take(name: string, owner: string, leaseMs: number): Promise<number | null> {
    const { rows } = await sql<{ token: number }>`
      insert into locks as held (name, owner, token, expires_at)
      values (${name}, ${owner}, 1, ${until(leaseMs)})
      on conflict (name) do update
      set owner = excluded.owner, token = held.token + 1, expires_at = excluded.expires_at
      where held.owner is null or held.expires_at <= clock_timestamp()
      returning token`.execute(this.#db());
    return rows[0]?.token ?? null;
  }

  async renew({ name, owner, token }: Holding, leaseMs: number): Promise<boolean> {
    const { numAffectedRows } = await sql`
      update locks set expires_at = ${until(leaseMs)}
      where name = ${name} and owner = ${owner} and token = ${token} and expires_at > clock_timestamp()`.execute(
      this.#db(),
    );
    return numAffectedRows === 1n;
  }

  async free({ name, owner, token }: Holding): Promise<void> {
    await sql`update locks set owner = null where name = ${name} and owner = ${owner} and token = ${token}`.execute(
      this.#db(),
    );
  }

  #db() {
    return this.#database.within({ signal: AbortSignal.timeout(timeoutMs) });
  }
}

function until(leaseMs: number) {
  return sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
}
