// A constant 302 that leaves only after a click was appended to the local log, in the sync mode of the first argument.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import type { SyncMode } from "@waypost/kit/local-log/writer-options.ts";
import Fastify from "fastify";

const directory = mkdtempSync(join(tmpdir(), "waypost-bench-"));
// The writer refuses what is no mode.
const writer = openLogWriter({ directory, sync: (process.argv[2] ?? "os") as SyncMode, floorBytes: 0 });
const click = Buffer.alloc(160, 7);
const headers = {
  location: "https://example.com/",
  "cache-control": "private, no-store",
  "content-length": "0",
};

const app = Fastify();
app.get("/:code", (_, reply) => {
  reply.hijack();
  writer.append(click, ({ kind }) => {
    reply.raw.writeHead(kind === "recorded" ? 302 : 503, headers);
    reply.raw.end();
  });
});
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
process.once("SIGTERM", () => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
});
