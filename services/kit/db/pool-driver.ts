import {
  AbortedTransactionError,
  type ConnectionProvider,
  type DatabaseConnection,
  type Driver,
  type TransactionSettings,
} from "kysely";
import type pg from "pg";
import { Fault } from "../errors/fault.ts";
import { type CallScope, reasonOf, ScopedConnection } from "./connection.ts";
import { isTransient } from "./errors.ts";

/** Told about the pool; every method must be quick and must not throw. */
export interface PoolObserver {
  /** A connection was handed out after this long, which includes opening a new one. */
  acquired?(waitMs: number): void;
  /** No connection was free or could be opened within the connect time-out. */
  timedOut?(): void;
}

/** Kysely's driver over the pool; {@link PoolDriver.within} gives connections that end with a call. */
export class PoolDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #observer: PoolObserver;
  readonly #statementTimeoutMs: number;

  constructor(pool: pg.Pool, observer: PoolObserver, statementTimeoutMs: number) {
    this.#pool = pool;
    this.#observer = observer;
    this.#statementTimeoutMs = statementTimeoutMs;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return await this.#acquire(null);
  }

  within(scope: CallScope): ConnectionProvider {
    return {
      provideConnection: async (consumer) => {
        const connection = await this.#acquire(scope);
        try {
          return await consumer(connection);
        } finally {
          await connection.release();
        }
      },
    };
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const scoped = scopedOf(connection);
    const isolation =
      settings.isolationLevel === undefined ? "" : ` isolation level ${settings.isolationLevel}`;
    const access = settings.accessMode === undefined ? "" : ` ${settings.accessMode}`;
    const remaining = scoped.remainingMs;
    // In one message, so that the time limit costs no extra round trip.
    const limit =
      remaining !== null && remaining < this.#statementTimeoutMs
        ? `; set local statement_timeout = ${remaining}`
        : "";
    await scoped.control(`start transaction${isolation}${access}${limit}`);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    // PostgreSQL answers ROLLBACK when an earlier statement had failed and the error was swallowed.
    if ((await scopedOf(connection).control("commit")) === "ROLLBACK") throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // When this fails the connection is dropped, which rolls back as well; the first error is the one to tell.
    await scopedOf(connection)
      .control("rollback", { evenWhenOver: true })
      .catch(() => undefined);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    await scopedOf(connection).release();
  }

  async destroy(): Promise<void> {}

  async #acquire(scope: CallScope | null): Promise<ScopedConnection> {
    if (scope?.signal.aborted) throw reasonOf(scope.signal);
    const startedAt = performance.now();
    try {
      const client = await this.#connect(scope);
      this.#observer.acquired?.(performance.now() - startedAt);
      return new ScopedConnection(client, scope);
    } catch (error) {
      if (scope?.signal.aborted) throw reasonOf(scope.signal);
      if (error instanceof Error && error.message.startsWith("timeout exceeded")) this.#observer.timedOut?.();
      if (!isTransient(error)) throw error;
      throw new Fault("unavailable", "unavailable", { retryAfterSeconds: 1, cause: error });
    }
  }

  async #connect(scope: CallScope | null): Promise<pg.PoolClient> {
    const waiting = this.#pool.connect();
    if (scope === null) return await waiting;
    const { signal } = scope;
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(reasonOf(signal));
    // Who is gone must not keep the connection that arrives later.
    const lent = waiting.then((client) => {
      if (!signal.aborted) return client;
      client.release();
      throw reasonOf(signal);
    });
    lent.catch(() => undefined);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([lent, aborted.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }
}

/** The connection below kysely's interface; all of ours are of this class. */
export function scopedOf(connection: DatabaseConnection): ScopedConnection {
  if (connection instanceof ScopedConnection) return connection;
  throw new TypeError("This connection does not come from createDatabase.");
}
