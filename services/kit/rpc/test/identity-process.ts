// A process that answers as identity, for tests that kill or freeze it. Its argument is the port; what is written to
// its standard input, a line each, sets whether it says that it serves.
import { createInterface } from "node:readline";
import { testSecret } from "@waypost/testing/rpc-fixture.ts";
import { Registry } from "prom-client";
import { IdentityService } from "../../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import { createLogger } from "../../telemetry/logger.ts";
import { createRpcServer } from "../rpc-server.ts";
import { createServiceTokens } from "../service-tokens.ts";

const port = Number(process.argv[2]);
let asked = 0;
const methods = {
  verifyKey: async () => ({
    keyId: String(process.pid),
    workspaceId: String(++asked),
    scopes: [],
    expiresAt: undefined,
  }),
  async *watchKeyChanges() {
    yield { keyHash: Buffer.from(String(process.pid)) };
    await new Promise(() => {});
  },
};
const server = createRpcServer({
  bindings: [{ name: "identity", service: IdentityService, methods, context: null }],
  tokens: createServiceTokens(testSecret),
  log: createLogger("fatal", process.stderr),
  metrics: new Registry(),
});
const { url } = await server.listen({ host: "127.0.0.1", port });
server.setServing(true);
process.stdout.write(`${url}\n`);
for await (const line of createInterface({ input: process.stdin })) server.setServing(line === "serve");
process.exit(0);
