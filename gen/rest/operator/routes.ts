// Generated from api/operator.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { RestTable } from "@waypost/kit/http/table.ts";
import { problems } from "../problems.ts";
import * as bodies from "./body-validators.js";
import * as parameters from "./parameter-validators.js";
import * as serializers from "./serializers.js";

export const operatorTable: RestTable = {
  service: "operator",
  problems,
  operations: [
    {
      operationId: "listJobs",
      method: "GET",
      path: "/api/v1/jobs",
      scopes: ["operator"],
      problems: [],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: [], lists: [], validate: parameters.listJobsQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.listJobs200 },
      },
    },
    {
      operationId: "listJobRuns",
      method: "GET",
      path: "/api/v1/jobs/:service/:job/runs",
      scopes: ["operator"],
      problems: ["job-not-found"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["service","job"], lists: [], validate: parameters.listJobRunsPath },
        query: { names: ["limit"], lists: [], validate: parameters.listJobRunsQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.listJobRuns200 },
      },
    },
    {
      operationId: "runJob",
      method: "POST",
      path: "/api/v1/jobs/:service/:job/runs",
      scopes: ["operator"],
      problems: ["job-not-found","job-run-waiting","job-takes-no-periods","period-invalid"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["service","job"], lists: [], validate: parameters.runJobPath },
        query: { names: [], lists: [], validate: parameters.runJobQuery },
        headers: null,
      },
      body: { required: true, validate: bodies.runJobBody, explain: bodies.runJobBodyExplain },
      responses: {
        202: { headers: {}, serialize: serializers.runJob202 },
      },
    },
  ],
};
