import { checkSpan, type PartitionSpan } from "@waypost/kit/bus/partition-spans.ts";
import type { OffsetStore, PartitionOffset } from "@waypost/kit/bus/port.ts";
import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { AnalyticsDb } from "./tables.ts";

type OffsetRow = PartitionOffset & { readonly partition: number };

/** Up to where the consumer has the partitions of topics, beside its rows. */
export function offsetStore(db: AnalyticsDb): OffsetStore {
  return {
    async load(topic) {
      const { rows } = await sql<OffsetRow>`
        select partition, topic_id as "topicId", next from partition_offsets where topic = ${topic}`.execute(
        db,
      );
      return new Map(rows.map(({ partition, topicId, next }) => [partition, { topicId, next }]));
    },
    async reset(topic, partition, { topicId, next }) {
      await sql`
        insert into partition_offsets (topic, partition, topic_id, next)
        values (${topic}, ${partition}, ${topicId}, ${next})
        on conflict (topic, partition) do update set topic_id = excluded.topic_id, next = excluded.next, at = now()
      `.execute(db);
    },
  };
}

/**
 * Moves the offsets over the spans, in the transaction of what the spans brought. Locks their rows until its end.
 *
 * @throws PositionBehind when the store lacks records before a span: then the transaction must be rolled back.
 */
export async function moveOffsets(client: PoolClient, spans: readonly PartitionSpan[]): Promise<void> {
  for (const [topic, ofTopic] of Map.groupBy(spans, ({ topic }) => topic)) {
    const partitions = ofTopic.map(({ partition }) => partition);
    const { rows } = await client.query<OffsetRow>({
      name: "lock-offsets",
      text: `select partition, topic_id as "topicId", next from partition_offsets
             where topic = $1 and partition = any($2::int[]) order by partition for update`,
      values: [topic, partitions],
    });
    const stored = new Map(rows.map((row) => [row.partition, row]));
    for (const span of ofTopic) checkSpan(span, stored.get(span.partition));
    await client.query({
      name: "move-offsets",
      text: `update partition_offsets set next = greatest(partition_offsets.next, new.next), at = now()
             from unnest($2::int[], $3::bigint[]) as new (partition, next)
             where topic = $1 and partition_offsets.partition = new.partition`,
      values: [topic, partitions, ofTopic.map(({ to }) => to)],
    });
  }
}
