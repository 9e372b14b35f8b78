// links in a process of its own, as its main.ts runs it, except that the counts of a link come from elsewhere: from this
// process, which is what showing a link costs without a call, or with an address as argument from `bare-counts.ts` there,
// by a bare client of Connect, which is what it costs with nothing but the call.
import { join } from "node:path";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { product } from "@waypost/gen/product.ts";
import { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { HostPeers, ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { AnyService } from "@waypost/kit/service/define-service.ts";
import { runService } from "@waypost/kit/service/run-service.ts";
import { links } from "@waypost/links/service.ts";
import { constantCounts } from "./constant-counts.ts";

interface Question {
  readonly linkIds: readonly string[];
}

const service: AnyService = links;
const baseUrl = process.argv[2];
const counts = baseUrl === undefined ? ofThisProcess() : askBare(baseUrl);
const peerOf = (host: ServiceHost<unknown>): HostPeers["peer"] => {
  return (name, desc) =>
    // Only what showing a link asks is answered here.
    desc.typeName === AnalyticsService.typeName ? (counts as never) : host.peers.peer(name, desc);
};

await runService(
  {
    ...service,
    open: (host, scope) => service.open({ ...host, peers: { ...host.peers, peer: peerOf(host) } }, scope),
  },
  { migrations: join(import.meta.dirname, "../../db"), env: process.env, product },
);

function ofThisProcess() {
  return {
    getClickCounts: async (_: unknown, { linkIds }: Question) => ({
      links: constantCounts(linkIds),
      asOf: timestampNow(),
    }),
  };
}

function askBare(url: string) {
  const client = createClient(AnalyticsService, createConnectTransport({ baseUrl: url, httpVersion: "2" }));
  return {
    getClickCounts: (_: unknown, { linkIds }: Question) => client.getClickCounts({ linkIds: [...linkIds] }),
  };
}
