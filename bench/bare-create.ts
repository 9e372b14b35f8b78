// The limit of the create bench: Fastify, one JSON body, one INSERT, one JSON answer.
import { randomUUID } from "node:crypto";
import Fastify from "fastify";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.argv[2], max: 5 });
await pool.query(`
  create schema if not exists bench;
  create table if not exists bench.bare_links (id uuid primary key, code text unique, url text not null)`);

const app = Fastify();
app.post<{ Body: { url: string } }>("/api/v1/links", async (request, reply) => {
  const id = randomUUID();
  const code = id.slice(-12);
  await pool.query({
    name: "insert",
    text: "insert into bench.bare_links (id, code, url) values ($1, $2, $3)",
    values: [id, code, request.body.url],
  });
  return reply.code(201).send({ id, code, url: request.body.url });
});
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
process.once("SIGTERM", () => {
  process.exit(0);
});
