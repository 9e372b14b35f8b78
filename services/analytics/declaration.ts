import { declareService } from "@waypost/kit/service/declare-service.ts";
import { analyticsSettings } from "./config.ts";

export const analyticsDeclaration = declareService({
  name: "analytics",
  about: "clicks, statistics, the ledger",
  settings: analyticsSettings,
  writes: [{ name: "counts", carries: "how often links were clicked" }],
  reads: ["clicks"],
  uses: ["outbox"],
  processes: [
    { roles: ["http", "rpc"], replicas: 2 },
    { suffix: "consumers", roles: ["consumers"], replicas: 2 },
    { suffix: "jobs", roles: ["jobs"] },
  ],
});
