import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from } from "pg-copy-streams";
import type { BinaryRows } from "./binary-rows.ts";

/** Sends rows to `table (columns)` by COPY; nothing when there are none. */
export async function copyIn(client: PoolClient, target: string, rows: BinaryRows): Promise<void> {
  if (rows.count === 0) return;
  const bytes = rows.finish();
  await pipeline([bytes], client.query(from(`copy ${target} from stdin (format binary)`)));
}
