import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Database, Db } from "../db/database.ts";
import {
  type IdempotencyState,
  type IdempotencyStore,
  type IdempotentRequest,
  idempotencyKeptMs,
  type StoredAnswer,
} from "./idempotency.ts";

/** Longer than any request may take; after it, the process that began is taken for dead. */
const leaseMs = 30_000;
const maxLooks = 3;

/** Keeps answers in PostgreSQL (kit's part `idempotency`), so that a request may be repeated at any process. */
export class PostgresIdempotency implements IdempotencyStore {
  readonly #database: Database<unknown>;
  readonly #now: () => number;

  constructor(database: Database<unknown>, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async begin(request: IdempotentRequest, signal: AbortSignal): Promise<IdempotencyState> {
    const db = this.#database.within({ signal });
    const now = new Date(this.#now());
    const hash = Buffer.from(request.requestHash, "hex");
    for (let look = 1; look <= maxLooks; look++) {
      const begun = await sql<{ resource_id: string }>`
        insert into idempotency_keys as held
          (workspace_id, operation, key, request_hash, resource_id, created_at, expires_at, locked_until)
        values (${request.workspaceId}, ${request.operationId}, ${request.key}, ${hash},
          ${uuidv7({ msecs: now.getTime() })}, ${now},
          ${new Date(now.getTime() + idempotencyKeptMs)}, ${new Date(now.getTime() + leaseMs)})
        on conflict (workspace_id, operation, key) do update
          set request_hash = excluded.request_hash,
            resource_id = case when held.expires_at <= ${now} then excluded.resource_id else held.resource_id end,
            created_at = excluded.created_at,
            expires_at = excluded.expires_at, locked_until = excluded.locked_until, answer = null
          where held.expires_at <= ${now}
            or (held.answer is null and held.locked_until <= ${now} and held.request_hash = excluded.request_hash)
        returning resource_id`.execute(db);
      const [mine] = begun.rows;
      if (mine !== undefined) return { state: "begun", resourceId: mine.resource_id };
      const held = await sql<{ request_hash: Buffer; answer: StoredAnswer | null }>`
        select request_hash, answer from idempotency_keys
        where workspace_id = ${request.workspaceId} and operation = ${request.operationId}
          and key = ${request.key}`.execute(db);
      const [row] = held.rows;
      // Freed between the two statements: try again.
      if (row === undefined) continue;
      if (!row.request_hash.equals(hash)) return { state: "reused" };
      return row.answer === null ? { state: "in-use" } : { state: "stored", answer: row.answer };
    }
    return { state: "in-use" };
  }

  async complete(request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
    await sql`
      update idempotency_keys set answer = ${JSON.stringify(answer)}::jsonb
      where workspace_id = ${request.workspaceId} and operation = ${request.operationId}
        and key = ${request.key} and request_hash = ${Buffer.from(request.requestHash, "hex")}`.execute(
      this.#database.db,
    );
  }

  async abandon(request: IdempotentRequest): Promise<void> {
    await sql`
      delete from idempotency_keys
      where workspace_id = ${request.workspaceId} and operation = ${request.operationId}
        and key = ${request.key} and answer is null`.execute(this.#database.db);
  }

  async release(request: IdempotentRequest): Promise<void> {
    await sql`
      update idempotency_keys set locked_until = created_at
      where workspace_id = ${request.workspaceId} and operation = ${request.operationId}
        and key = ${request.key} and answer is null`.execute(this.#database.db);
  }
}

/** Removes keys that expired before `now`, at most `limit`; answers how many. */
export async function purgeIdempotencyKeys(db: Db<unknown>, now: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from idempotency_keys where (workspace_id, operation, key) in (
      select workspace_id, operation, key from idempotency_keys
      where expires_at <= ${now} order by expires_at limit ${limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
