import type { Database, Db, Tx } from "@waypost/kit/db/database.ts";
import type { OutboxTables } from "@waypost/kit/outbox/outbox.ts";

/**
 * The statements of this service are written in SQL: COPY, multiranges and arrays of roll-up rows are beyond a query
 * builder. So no column is declared to one, and of tables only those that kit asks for by name.
 */
export type AnalyticsTables = OutboxTables;

export type AnalyticsDatabase = Database<AnalyticsTables>;
export type AnalyticsDb = Db<AnalyticsTables>;
export type AnalyticsTx = Tx<AnalyticsTables>;
