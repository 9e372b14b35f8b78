// A consumer process for killed-consumer.parts.test.ts: handles the lanes' records again and again until it is killed.
import { createDatabase } from "@waypost/kit/db/database.ts";
import { pino } from "pino";
import { ClickConsumer } from "../consumers/click-consumer.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import type { IngestRecord } from "../consumers/prepare-batch.ts";
import { foldFresh } from "../store/fold.ts";
import { loadPositions } from "../store/lane-positions.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { laneRecords } from "./lane-records.ts";

const [url = "", lanesText = "", perLane = "0", batchSize = "10"] = process.argv.slice(2);
const log = pino({ level: "silent" });
const database = createDatabase<AnalyticsTables>({ url, applicationName: "killed", log, poolSize: 2 });
const ctx = createIngestContext({
  database,
  retentionDays: 400,
  country: () => null,
  ownDomain: "x",
  now: Date.now,
});
const consumer = new ClickConsumer(ctx, { geo: { refresh: async () => false }, log });
const scope = { signal: new AbortController().signal };
const lanes = lanesText.split(",");

for (;;) {
  const positions = await loadPositions(database.db);
  const open: IngestRecord[] = [];
  for (const lane of lanes) {
    for (const record of laneRecords(lane, Number(perLane))) {
      if (!positions.get(lane)?.has(record.seq)) open.push(record);
    }
  }
  if (open.length === 0) break;
  await consumer.handle(open.slice(0, Number(batchSize)), scope).catch(() => undefined);
  await foldFresh(database, scope);
}
await database.close();
