// links in a process of its own, as its main.ts runs it, except that the counts of a link are a constant of this process:
// what showing a link costs without asking another process.
import { join } from "node:path";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import { IdentityService } from "@waypost/gen/proto/waypost/identity/v1/identity_pb.ts";
import type { AnyService } from "@waypost/kit/service/define-service.ts";
import type { ServiceHost } from "@waypost/kit/service/host.ts";
import { runService } from "@waypost/kit/service/run-service.ts";
import { links } from "@waypost/links/service.ts";

const service: AnyService = links;
const counts = { total: 3n, human: 2n, bot: 1n, unique: 2n };
const constant = {
  async getClickCounts(_: unknown, { linkIds }: { readonly linkIds: readonly string[] }) {
    return { links: linkIds.map((linkId) => ({ linkId, counts })), asOf: timestampNow() };
  },
};
const peerOf = (host: ServiceHost<unknown>): ServiceHost<unknown>["peer"] => {
  return (name, desc) =>
    // Only what showing a link asks is answered here.
    desc.typeName === AnalyticsService.typeName ? (constant as never) : host.peer(name, desc);
};

await runService(
  { ...service, open: (host, scope) => service.open({ ...host, peer: peerOf(host) }, scope) },
  { migrations: join(import.meta.dirname, "../db"), env: process.env, keyService: IdentityService },
);
