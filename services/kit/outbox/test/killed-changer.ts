// A change for killed.test.ts: its process is killed after the commit, before the publisher is told.
import { pino } from "pino";
import { createDatabase } from "../../db/database.ts";
import type { OutboxTables } from "../outbox.ts";
import { withTransaction } from "../with-transaction.ts";

const [url = "", eventId = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const database = createDatabase<OutboxTables>({ url, applicationName: "killed", log, poolSize: 1 });
const outbox = {
  audited: false,
  eventOf: () => ({
    ...{ eventId, aggregateId: eventId, workspaceId: null, traceId: null },
    payload: Buffer.from(JSON.stringify({ aggregateId: eventId, version: 1 })),
  }),
  wake: () => process.kill(process.pid, "SIGKILL"),
};
await withTransaction({ database, outbox }, { signal: new AbortController().signal }, async (_, emit) => {
  // No message is encoded here.
  emit({ kind: { case: "ripened" } as never, aggregateId: eventId });
});
