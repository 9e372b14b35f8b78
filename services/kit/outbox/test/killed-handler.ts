// A consumer for killed.parts.test.ts: notes an event, does its work, and is killed before the commit.
import { sql } from "kysely";
import { pino } from "pino";
import { createDatabase, inTransaction } from "../../db/database.ts";
import { noteUnseen, type SeenEventsTables } from "../seen-events.ts";

const [url = "", eventId = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const database = createDatabase<SeenEventsTables>({ url, applicationName: "killed", log, poolSize: 1 });
await inTransaction(database, { signal: new AbortController().signal }, async (tx) => {
  const unseen = await noteUnseen(tx, "test", [eventId]);
  for (const id of unseen)
    await sql`insert into outbox (event_id, aggregate_id, payload) values (${id}, ${id}, 'killed')`.execute(
      tx,
    );
  process.stdout.write("handled\n");
  await new Promise(() => setInterval(() => undefined, 1_000));
});
