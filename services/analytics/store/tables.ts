import type { Database, Db, Tx } from "@waypost/kit/db/database.ts";

/**
 * The statements of this service are written in SQL: COPY, multiranges and arrays of cells are beyond a query
 * builder. So no table is declared to one.
 */
export type AnalyticsTables = Record<never, never>;

export type AnalyticsDatabase = Database<AnalyticsTables>;
export type AnalyticsDb = Db<AnalyticsTables>;
export type AnalyticsTx = Tx<AnalyticsTables>;
