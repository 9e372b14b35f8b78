// The limit of the redirect bench: Fastify and a constant 302, nothing else.
import Fastify from "fastify";

const app = Fastify();
app.get("/:code", (_, reply) => {
  reply
    .code(302)
    .header("location", "https://example.com/")
    .header("cache-control", "private, no-store")
    .send();
});
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
process.once("SIGTERM", () => {
  process.exit(0);
});
