import { availableParallelism } from "node:os";
import {
  type IsolationLevel,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from "kysely";
import pg from "pg";
import type { Logger } from "pino";
import type { CallScope } from "./connection.ts";
import { isConflict } from "./errors.ts";
import { PoolDriver, type PoolObserver, scopedOf } from "./pool-driver.ts";
import { typeParsers } from "./type-parsers.ts";

/** Runs statements, each by itself. Functions of a store take `Db<T> | Tx<T>`. */
export type Db<Tables> = Kysely<Tables>;
/** Runs statements of one transaction. */
export type Tx<Tables> = Transaction<Tables>;

export interface DatabaseOptions {
  /** `postgres://role:password@host:port/database`; with `?host=/folder` by the socket in there. */
  readonly url: string;
  /** Shown in `pg_stat_activity`, such as `waypost-links`. */
  readonly applicationName: string;
  readonly log: Logger;
  /** Connections at most. Default 2 × cores + 1; half of them are kept open when idle. */
  readonly poolSize?: number;
  /** How long to wait for a connection, whether for a free or a new one. Default 5,000. */
  readonly connectTimeoutMs?: number;
  /** The longest a statement may take when no call sets a nearer deadline. Default 30,000. */
  readonly statementTimeoutMs?: number;
  readonly observer?: PoolObserver;
}

/** A pool of connections of one role, and kysely over it. */
export interface Database<Tables> {
  /** Not bound to any call: for start-up and tests. Logic uses {@link Database.within}. */
  readonly db: Db<Tables>;
  /**
   * The same, bound to a call: when its signal fires, the statement under way is cancelled in PostgreSQL and
   * the reason of the signal is thrown. Cheap; make one per call.
   */
  within(scope: CallScope): Db<Tables>;
  /** Connections now: open, of these idle, and callers that wait for one. */
  stats(): PoolStats;
  /** Ends all connections; those in use when they are given back. */
  close(): Promise<void>;
}

/** Connections of a pool at one moment: the most it may open (`size`), those open, of these idle, and callers that wait for one. */
export interface PoolStats {
  readonly size: number;
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

/** 2 × cores + 1, the default size of a pool. */
export function defaultPoolSize(): number {
  return 2 * availableParallelism() + 1;
}

/**
 * Makes a pool; nothing is connected before the first statement. A connection lives 5 minutes, or 1 minute idle
 * when more than half of the pool is open; a transaction idle for 60 s is ended by PostgreSQL.
 *
 * When no connection is to be had, statements throw a Fault `unavailable`.
 */
export function createDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  const size = options.poolSize ?? defaultPoolSize();
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000;
  let closing: Promise<void> | undefined;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    types: typeParsers,
    max: size,
    min: Math.floor(size / 2),
    maxLifetimeSeconds: 300,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  // Without a listener, a connection that breaks while idle would end the process; the pool has dropped it already.
  // The error carries the whole client along, passwords included, so only its words are logged; none while the pool
  // closes, when the server may be the quicker one to hang up.
  let toldAt = Number.NEGATIVE_INFINITY;
  pool.on("error", ({ message }) => {
    if (closing !== undefined) return;
    // They tend to break all at once.
    const level = performance.now() - toldAt > 1_000 ? "warn" : "debug";
    toldAt = performance.now();
    options.log[level]({ reason: message }, "An idle database connection broke");
  });
  // The same for one that is lent and between two statements: its next statement fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const driver = new PoolDriver(pool, options.observer ?? {}, statementTimeoutMs);
  const dialect = {
    createDriver: () => driver,
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  };
  const db = new Kysely<Tables>({ dialect });
  const executor = db.getExecutor();
  return {
    db,
    within: (scope) =>
      new Kysely<Tables>({
        config: { dialect },
        dialect,
        driver,
        executor: executor.withConnectionProvider(driver.within(scope)),
      }),
    stats: () => ({ size, open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

export interface TransactionOptions {
  /** Default `read committed`. */
  readonly isolation?: IsolationLevel;
  readonly readOnly?: boolean;
  /**
   * How often to run `work` in all when PostgreSQL reports a conflict with another transaction (40001, 40P01).
   * Default 1. With more, `work` must have no effect outside of the transaction.
   */
  readonly attempts?: number;
}

/**
 * Runs `work` in a transaction that is bound to a call: committed when `work` returns, rolled back when it
 * throws or the call's signal fires before the COMMIT. No statement outlives the call's deadline.
 */
export async function inTransaction<Tables, R>(
  database: Database<Tables>,
  scope: CallScope,
  work: (tx: Tx<Tables>) => Promise<R>,
  options: TransactionOptions = {},
): Promise<R> {
  const attempts = options.attempts ?? 1;
  for (let attempt = 1; ; attempt++) {
    try {
      let builder = database.within(scope).transaction();
      if (options.isolation !== undefined) builder = builder.setIsolationLevel(options.isolation);
      if (options.readOnly === true) builder = builder.setAccessMode("read only");
      return await builder.execute(work);
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
    }
  }
}

/**
 * Lends the `pg` client below `tx`, for what kysely can't say, such as COPY through `pg-copy-streams`; what runs
 * is part of the transaction and is cancelled with the call. The client must not be released or kept.
 */
export async function withClient<Tables, R>(
  tx: Db<Tables> | Tx<Tables>,
  work: (client: pg.PoolClient) => Promise<R>,
): Promise<R> {
  return await tx.getExecutor().provideConnection((connection) => scopedOf(connection).run(work));
}
