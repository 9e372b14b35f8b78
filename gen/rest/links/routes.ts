// Generated from api/links.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import type { RestTable } from "@waypost/kit/http/table.ts";
import { problems } from "../problems.ts";
import * as bodies from "./body-validators.js";
import * as parameters from "./parameter-validators.js";
import * as serializers from "./serializers.js";

export const linksTable: RestTable = {
  service: "links",
  problems,
  operations: [
    {
      operationId: "listLinks",
      method: "GET",
      path: "/api/v1/links",
      scopes: ["links:read"],
      problems: ["cursor-invalid"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: ["cursor","limit","sort","state","tag","search"], lists: [], validate: parameters.listLinksQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.listLinks200 },
      },
    },
    {
      operationId: "createLink",
      method: "POST",
      path: "/api/v1/links",
      scopes: ["links:write"],
      problems: ["alias-taken","alias-reserved","destination-refused","expiry-in-past","idempotency-key-reused","idempotency-key-in-use"],
      idempotent: true,
      handRouted: false,
      parameters: {
        path: null,
        query: { names: [], lists: [], validate: parameters.createLinkQuery },
        headers: { names: ["idempotency-key"], lists: [], validate: parameters.createLinkHeaders },
      },
      body: { required: true, validate: bodies.createLinkBody, explain: bodies.createLinkBodyExplain },
      responses: {
        201: { headers: { "location": true, "etag": true }, serialize: serializers.createLink201 },
      },
    },
    {
      operationId: "getLink",
      method: "GET",
      path: "/api/v1/links/:id",
      scopes: ["links:read"],
      problems: ["link-not-found"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.getLinkPath },
        query: { names: [], lists: [], validate: parameters.getLinkQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: { "etag": true }, serialize: serializers.getLink200 },
      },
    },
    {
      operationId: "updateLink",
      method: "PATCH",
      path: "/api/v1/links/:id",
      scopes: ["links:write"],
      problems: ["link-not-found","etag-mismatch","destination-refused","expiry-in-past"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.updateLinkPath },
        query: { names: [], lists: [], validate: parameters.updateLinkQuery },
        headers: { names: ["if-match"], lists: [], validate: parameters.updateLinkHeaders },
      },
      body: { required: true, validate: bodies.updateLinkBody, explain: bodies.updateLinkBodyExplain },
      responses: {
        200: { headers: { "etag": true }, serialize: serializers.updateLink200 },
      },
    },
    {
      operationId: "deleteLink",
      method: "DELETE",
      path: "/api/v1/links/:id",
      scopes: ["links:write"],
      problems: ["link-not-found","etag-mismatch"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.deleteLinkPath },
        query: { names: [], lists: [], validate: parameters.deleteLinkQuery },
        headers: { names: ["if-match"], lists: [], validate: parameters.deleteLinkHeaders },
      },
      body: null,
      responses: {
        204: { headers: {}, serialize: null },
      },
    },
    {
      operationId: "restoreLink",
      method: "POST",
      path: "/api/v1/links/:id/restore",
      scopes: ["links:write"],
      problems: ["link-not-found"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.restoreLinkPath },
        query: { names: [], lists: [], validate: parameters.restoreLinkQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: { "etag": true }, serialize: serializers.restoreLink200 },
      },
    },
    {
      operationId: "getLinkStats",
      method: "GET",
      path: "/api/v1/links/:id/stats",
      scopes: ["stats:read"],
      problems: ["link-not-found","period-invalid","time-zone-unknown"],
      idempotent: false,
      handRouted: false,
      parameters: {
        path: { names: ["id"], lists: [], validate: parameters.getLinkStatsPath },
        query: { names: ["from","to","interval","groupBy","groupLimit","timeZone"], lists: [], validate: parameters.getLinkStatsQuery },
        headers: null,
      },
      body: null,
      responses: {
        200: { headers: {}, serialize: serializers.getLinkStats200 },
      },
    },
    {
      operationId: "followLink",
      method: "GET",
      path: "/:code",
      scopes: null,
      problems: ["link-expired","link-deleted","link-limit-reached"],
      idempotent: false,
      handRouted: true,
      parameters: {
        path: null,
        query: null,
        headers: null,
      },
      body: null,
      responses: {
        302: { headers: { "location": true, "cache-control": true }, serialize: null },
      },
    },
    {
      operationId: "probeLink",
      method: "HEAD",
      path: "/:code",
      scopes: null,
      problems: [],
      idempotent: false,
      handRouted: true,
      parameters: {
        path: null,
        query: null,
        headers: null,
      },
      body: null,
      responses: {
        302: { headers: { "location": true, "cache-control": true }, serialize: null },
      },
    },
  ],
};
