import { pino } from "pino";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

/** A process for `embedded-postgres.parts.test.ts`: holds a PostgreSQL on the folder given until it is killed. */
const [folder = "", how = ""] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ folder, log: pino({ level: "silent" }) });
process.stdout.write(`${JSON.stringify({ pid: server.pid, url: server.ownerUrl() })}\n`);
if (how === "exits") process.exit(0);
setInterval(() => undefined, 60_000);
