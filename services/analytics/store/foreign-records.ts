import type { ForeignRecord } from "@waypost/kit/bus/port.ts";
import { sql } from "kysely";
import type { AnalyticsDb } from "./tables.ts";

const MOST = 1_000;
const MAX_BYTES = 64 * 1024;

/** Keeps a record that is no click of ours, once; those beyond the first thousand are only counted by the metric. */
export async function keepForeignRecord(db: AnalyticsDb, record: ForeignRecord): Promise<void> {
  const { topicId, partition, offset } = record.place;
  // The bus has taken NUL out of them; in their JSON, what looks like one may be text that speaks of it.
  const headers = JSON.stringify(record.headers);
  await sql`
    insert into foreign_records (topic, topic_id, partition, "offset", reason, headers, payload, produced_at)
    select ${record.topic}, ${topicId}, ${partition}, ${offset}, ${record.reason}, ${headers}::jsonb,
           ${Buffer.from(record.payload.subarray(0, MAX_BYTES))}, ${new Date(record.at)}
    where (select count(*) from foreign_records) < ${MOST}
    on conflict do nothing`.execute(db);
}
