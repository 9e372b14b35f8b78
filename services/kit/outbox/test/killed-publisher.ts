// A publisher for killed.parts.test.ts: appends what it publishes to a file and dies, at random, before it is marked.
import { appendFileSync } from "node:fs";
import { pino } from "pino";
import { Registry } from "prom-client";
import { createDatabase } from "../../db/database.ts";
import type { OutboxTables } from "../outbox.ts";
import { OutboxPublisher } from "../outbox-publisher.ts";

const [url = "", file = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const database = createDatabase<OutboxTables>({ url, applicationName: "killed", log, poolSize: 2 });
const bus = {
  async publish(_topic: string, { payload }: { readonly payload: Uint8Array }) {
    appendFileSync(file, `${Buffer.from(payload).toString()}\n`);
    // After the bus has it and before it is marked: the moment at which a crash makes it come again.
    if (Math.random() < 0.06) process.kill(process.pid, "SIGKILL");
    return { lane: "", seq: 0 };
  },
};
const publisher = new OutboxPublisher({
  service: "plums",
  database,
  outbox: { on: true, topic: "plums", event: { typeName: "test" }, onWake: () => undefined },
  bus,
  log,
  metrics: new Registry(),
  leaseMs: 300,
  pollMs: 20,
  batch: 20,
});
await publisher.run(new AbortController().signal);
