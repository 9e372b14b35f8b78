// A consumer for killed.parts.test.ts: notes an event, does its work, and is killed before the commit.
import { sql } from "kysely";
import { pino } from "pino";
import { createDatabase, withTransaction } from "../../db/database.ts";
import { noteUnseen, type SeenEventsTables } from "../seen-events.ts";

const [url = "", eventId = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const database = createDatabase<SeenEventsTables>({ url, applicationName: "killed", log, poolSize: 1 });
await withTransaction(database, { signal: new AbortController().signal }, async (tx) => {
  const unseen = await noteUnseen(tx, "test", [eventId]);
  await sql`insert into link_list_early_counts values (${eventId}, ${unseen.size}, 0, 0)`.execute(tx);
  process.stdout.write("handled\n");
  await new Promise(() => setInterval(() => undefined, 1_000));
});
