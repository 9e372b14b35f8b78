import { randomUUID } from "node:crypto";
import type { Message } from "kafkajs";
import type { Arena } from "./arena.ts";
import { clicksTopic, highWaters, readLast, withAdmin, write } from "./clicks-topic.ts";
import type { Fault } from "./fault.ts";
import { withClient } from "./postgres-sessions.ts";

const mostPartitions = 12;
const consumers = ["analytics-consumers-1", "analytics-consumers-2"] as const;

/** What happens to the topic of clicks and to the records on it. */
export const topicFaults = {
  "partitions-added": {
    does: "a partition added to the topic of clicks",
    async inflict(arena) {
      return await withAdmin(arena, async (admin) => {
        const count = (await highWaters(admin)).length;
        if (count >= mostPartitions) return `already ${count}`;
        await admin.createPartitions({ topicPartitions: [{ topic: clicksTopic, count: count + 1 }] });
        return `${count + 1} now`;
      });
    },
  },
  "topic-truncated": {
    does: "all records deleted from the topic of clicks before they were read",
    async inflict(arena, random) {
      await Promise.all(consumers.map((name) => arena.process(name).stop()));
      try {
        return await withAdmin(arena, async (admin) => {
          const before = sum(await highWaters(admin));
          await arena.until(
            "unread clicks are on the topic",
            async () => sum(await highWaters(admin)) > before,
          );
          await arena.hold(random);
          const ends = await highWaters(admin);
          await admin.deleteTopicRecords({
            topic: clicksTopic,
            partitions: ends.map(({ partition, offset }) => ({ partition, offset: String(offset) })),
          });
          return `${sum(ends) - before} records`;
        });
      } finally {
        await Promise.all(consumers.map((name) => arena.process(name).start()));
      }
    },
  },
  "records-repeated": {
    does: "records that were read delivered again, last first",
    async inflict(arena, random) {
      const records = await readLast(arena, random.integer(5, 50));
      for (const { partition, message } of records.toReversed()) await write(arena, partition, [message]);
      return `${records.length} records`;
    },
  },
  "poison-records": {
    does: "records that can't be read, of a lane and of nobody",
    inflict: writePoison,
  },
} as const satisfies Record<string, Fault>;

async function writePoison(arena: Arena): Promise<string> {
  const lane = randomUUID();
  const numbered = (seq: number, value: Buffer): Message => ({
    key: lane,
    value,
    headers: {
      wp_lane: lane,
      wp_seq: String(seq),
      wp_at: String(Date.now()),
      ce_type: "waypost.events.v1.ClickEvent",
    },
  });
  await write(arena, 0, [
    numbered(1, Buffer.from("no click")),
    { key: null, value: Buffer.from("of nobody"), headers: {} },
    numbered(2, Buffer.alloc(200_000, 1)),
    { key: "no lane", value: null, headers: { wp_lane: "no lane", wp_seq: "1" } },
    numbered(3, Buffer.from([0, 255, 0])),
  ]);
  arena.parts.book.poison += 3;
  // The lane has no writer that would close it.
  await arena.until("the poison is put aside", () =>
    withClient(arena, "waypost", async (client) => {
      const { rowCount } = await client.query(
        "update analytics.lanes set state = 'closed', reported_at = now() where lane = $1 and dead_lettered = 3",
        [lane],
      );
      return rowCount === 1;
    }),
  );
  return "3 of a lane, 2 of nobody";
}

function sum(ends: readonly { readonly offset: number }[]): number {
  return ends.reduce((all, { offset }) => all + offset, 0);
}
