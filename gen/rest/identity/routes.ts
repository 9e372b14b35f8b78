// Generated from api/identity.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { RestTable } from "@waypost/kit/http/table.ts";
import { problems } from "../problems.ts";
import * as bodies from "./body-validators.js";
import * as parameters from "./parameter-validators.js";
import * as serializers from "./serializers.js";

export const identityTable: RestTable = {
  service: "identity",
  problems,
  operations: [
    {
      operationId: "createWorkspace",
      method: "POST",
      path: "/api/v1/workspaces",
      scopes: ["operator"],
      problems: [],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: [], lists: [], validate: parameters.createWorkspaceQuery },
        headers: null,
      },
      body: { required: true, validate: bodies.createWorkspaceBody, explain: bodies.createWorkspaceBodyExplain },
      responses: {
        201: { headers: { "location": true }, serialize: serializers.createWorkspace201 },
      },
    },
    {
      operationId: "getWorkspace",
      method: "GET",
      path: "/api/v1/workspaces/current",
      scopes: [],
      problems: ["workspace-not-found"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: [], lists: [], validate: parameters.getWorkspaceQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.getWorkspace200 },
      },
    },
    {
      operationId: "listKeys",
      method: "GET",
      path: "/api/v1/keys",
      scopes: ["keys:read"],
      problems: ["cursor-invalid"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: ["cursor","limit"], lists: [], validate: parameters.listKeysQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.listKeys200 },
      },
    },
    {
      operationId: "createKey",
      method: "POST",
      path: "/api/v1/keys",
      scopes: ["keys:write"],
      problems: ["scope-not-held","expiry-in-past","expiry-beyond-own"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: [], lists: [], validate: parameters.createKeyQuery },
        headers: null,
      },
      body: { required: true, validate: bodies.createKeyBody, explain: bodies.createKeyBodyExplain },
      responses: {
        201: { headers: { "location": true }, serialize: serializers.createKey201 },
      },
    },
    {
      operationId: "getKey",
      method: "GET",
      path: "/api/v1/keys/:id",
      scopes: ["keys:read"],
      problems: ["key-not-found"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.getKeyPath },
        query: { names: [], lists: [], validate: parameters.getKeyQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.getKey200 },
      },
    },
    {
      operationId: "revokeKey",
      method: "DELETE",
      path: "/api/v1/keys/:id",
      scopes: ["keys:write"],
      problems: ["key-not-found","key-beyond-own","last-operator-key"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.revokeKeyPath },
        query: { names: [], lists: [], validate: parameters.revokeKeyQuery },
        headers: null,
      },
      body: null,
      responses: {
        204: { headers: {}, serialize: null },
      },
    },
  ],
};
