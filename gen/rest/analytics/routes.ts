// Generated from api/analytics.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { RestTable } from "@waypost/kit/http/table.ts";
import { problems } from "../problems.ts";
import * as bodies from "./body-validators.js";
import * as parameters from "./parameter-validators.js";
import * as serializers from "./serializers.js";

export const analyticsTable: RestTable = {
  service: "analytics",
  problems,
  operations: [
    {
      operationId: "getWorkspaceStats",
      method: "GET",
      path: "/api/v1/stats",
      scopes: ["stats:read"],
      problems: ["period-invalid","time-zone-unknown"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: ["from","to","interval","groupBy","groupLimit","timeZone"], lists: [], validate: parameters.getWorkspaceStatsQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.getWorkspaceStats200 },
      },
    },
    {
      operationId: "getLedger",
      method: "GET",
      path: "/api/v1/ledger",
      scopes: ["operator"],
      problems: [],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: [], lists: [], validate: parameters.getLedgerQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.getLedger200 },
      },
    },
  ],
};
