import { declareService } from "@waypost/kit/service/declare-service.ts";
import { linksSettings } from "./config.ts";

export const linksDeclaration = declareService({
  name: "links",
  about: "links, and the redirect",
  settings: linksSettings,
  peers: ["analytics"],
  writes: [
    { name: "clicks", carries: "clicks of visitors", partitions: "kafkaClickPartitions" },
    { name: "links", carries: "changes of links" },
  ],
  reads: ["links", "counts"],
  uses: ["outbox", "idempotency", "cursors", "seen-events"],
  processes: [
    { suffix: "jobs", roles: ["consumers", "jobs"] },
    { roles: ["http"], replicas: 2, volume: { holds: "the log of clicks, of this process alone" } },
  ],
});
