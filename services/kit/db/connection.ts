import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { PoolClient } from "pg";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import { backendKeyOf, sendCancelRequest } from "./cancel-request.ts";
import { isCancelled } from "./errors.ts";

/** What bounds database work: usually a {@link Call}; a job gives the signal of its own life. */
export type CallScope = Pick<Call, "signal"> & Partial<Pick<Call, "deadline">>;

/**
 * A pooled connection while one call has it. Once the call's signal fires, the statement under way is cancelled
 * in PostgreSQL, every further one is refused, and the connection is never reused: a cancel
 * request may arrive late and must not hit the statement of another call.
 */
export class ScopedConnection implements DatabaseConnection {
  readonly client: PoolClient;
  readonly #scope: CallScope | null;
  #running = false;
  #tainted = false;
  #cancelling: Promise<void> | null = null;

  constructor(client: PoolClient, scope: CallScope | null) {
    this.client = client;
    this.#scope = scope;
    scope?.signal.addEventListener("abort", this.#cancel, { once: true });
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return await this.run(async (client) => {
      const result = await client.query(query.sql, [...query.parameters]);
      const counts = result.command === "SELECT" || result.rowCount === null;
      return { rows: result.rows, ...(counts ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) }) };
    });
  }

  /** Runs `work` with the client itself, for what kysely can't say (COPY); cancelled like any statement. */
  async run<R>(work: (client: PoolClient) => Promise<R>): Promise<R> {
    this.assertLive();
    this.#running = true;
    try {
      return await work(this.client);
    } catch (error) {
      throw this.#explain(error);
    } finally {
      this.#running = false;
    }
  }

  /** Control statements of a transaction; `rollback` must pass even when the call is over. */
  async control(sql: string, options: { evenWhenOver?: boolean } = {}): Promise<string> {
    if (!options.evenWhenOver) this.assertLive();
    try {
      const result = await this.client.query(sql);
      return result.command;
    } catch (error) {
      this.#tainted = true;
      throw this.#explain(error);
    }
  }

  /** Milliseconds that are left to the call, or null when it has no deadline. */
  get remainingMs(): number | null {
    const deadline = this.#scope?.deadline;
    return deadline === undefined ? null : Math.max(1, Math.ceil(deadline - Date.now()));
  }

  /** Throws the reason of the signal when the call is over. */
  assertLive(): void {
    if (this.#scope?.signal.aborted) throw reasonOf(this.#scope.signal);
  }

  async release(): Promise<void> {
    this.#scope?.signal.removeEventListener("abort", this.#cancel);
    if (this.#cancelling !== null) await this.#cancelling;
    this.client.release(this.#tainted);
  }

  // biome-ignore lint/correctness/useYield: kysely demands the method; the house reads in pages instead.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Streaming is not supported; read by keyset pages.");
  }

  readonly #cancel = (): void => {
    if (!this.#running) return;
    this.#tainted = true;
    const key = backendKeyOf(this.client);
    if (key !== null) this.#cancelling = sendCancelRequest(key);
  };

  #explain(error: unknown): unknown {
    if (this.#scope === null) return error;
    if (this.#scope.signal.aborted) return reasonOf(this.#scope.signal);
    if (isCancelled(error)) return new Fault("deadline_exceeded", "deadline-exceeded", { cause: error });
    return error;
  }
}

/** What to throw for a fired signal: its reason when that is an error, otherwise a Fault `cancelled`. */
export function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error
    ? signal.reason
    : new Fault("cancelled", "cancelled", { cause: signal.reason });
}
