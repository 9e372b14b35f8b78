// A bare server of Connect over HTTP/2, which answers every question for counts with constants: no tokens, no checks, no
// database. Prints its address as JSON.
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import { constantCounts } from "./constant-counts.ts";

const handler = connectNodeAdapter({
  routes(router) {
    router.service(AnalyticsService, {
      getClickCounts: ({ linkIds }) => ({ links: constantCounts(linkIds), asOf: timestampNow() }),
    });
  },
});
const server = createServer(handler);
server.listen(0, "127.0.0.1", () => {
  // A TCP server that listens has this kind of address.
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
