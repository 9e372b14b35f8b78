import { Writable } from "node:stream";
import type { VerifiedKey } from "@waypost/kit/http/authenticate.ts";
import type { RestOperation, RestTable, Validate } from "@waypost/kit/http/table.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import { pino } from "pino";

/** A small contract as a table, made at run time; what the generator makes at build time for real ones. */
export const fixtureTable: RestTable = {
  service: "things",
  problems: {
    "thing-taken": { code: "conflict", title: "The thing is taken", description: "" },
    "thing-not-found": { code: "not_found", title: "No such thing", description: "" },
    "idempotency-key-reused": { code: "rule_violation", title: "Reused", description: "" },
    "idempotency-key-in-use": { code: "conflict", title: "In use", description: "" },
  },
  operations: [
    operation("createThing", "POST", "/things", {
      scopes: ["things:write"],
      problems: ["thing-taken", "idempotency-key-reused", "idempotency-key-in-use"],
      idempotent: true,
      headers: { "idempotency-key": { type: "string", minLength: 1, maxLength: 255 } },
      body: {
        type: "object",
        additionalProperties: false,
        required: ["name"],
        properties: {
          name: { type: "string", minLength: 1, maxLength: 20 },
          size: { type: "integer", minimum: 1 },
          tags: { type: "array", maxItems: 50, items: { type: "string" } },
        },
      },
      responses: { 201: { headers: { location: true, etag: false }, serialize: JSON.stringify } },
    }),
    operation("listThings", "GET", "/things", {
      scopes: ["things:read"],
      query: {
        limit: { type: "integer", minimum: 1, maximum: 200, default: 50 },
        search: { type: "string" },
        color: { type: "array", maxItems: 5, items: { type: "string" } },
      },
      responses: { 200: { headers: {}, serialize: JSON.stringify } },
    }),
    operation("getThing", "GET", "/things/:id", {
      scopes: null,
      problems: ["thing-not-found"],
      path: { id: { type: "string", minLength: 2 } },
      responses: { 200: { headers: { etag: true }, serialize: JSON.stringify } },
    }),
    operation("deleteThing", "DELETE", "/things/:id", {
      scopes: [],
      path: { id: { type: "string" } },
      responses: { 204: { headers: {}, serialize: null } },
    }),
  ],
};

type Schemas = Readonly<Record<string, object>>;

interface Parts {
  readonly scopes: readonly string[] | null;
  readonly problems?: readonly string[];
  readonly idempotent?: boolean;
  readonly path?: Schemas;
  readonly query?: Schemas;
  readonly headers?: Schemas;
  readonly body?: object;
  readonly responses: RestOperation["responses"];
}

function operation(
  operationId: string,
  method: RestOperation["method"],
  path: string,
  parts: Parts,
): RestOperation {
  const parameters = (properties: Schemas | undefined) => ({
    names: Object.keys(properties ?? {}),
    lists: Object.keys(properties ?? {}).filter((name) => name === "color"),
    validate: compile(
      { type: "object", additionalProperties: false, properties: properties ?? {} },
      true,
      true,
    ),
  });
  return {
    operationId,
    method,
    path,
    scopes: parts.scopes,
    problems: parts.problems ?? [],
    idempotent: parts.idempotent ?? false,
    handRouted: false,
    parameters: {
      path: parts.path === undefined ? null : parameters(parts.path),
      query: parameters(parts.query),
      headers: parts.headers === undefined ? null : parameters(parts.headers),
    },
    body:
      parts.body === undefined
        ? null
        : {
            required: true,
            validate: compile(parts.body, false, false),
            explain: compile(parts.body, false, true),
          },
    responses: parts.responses,
  };
}

function compile(schema: object, coerceTypes: boolean, allErrors: boolean): Validate {
  return new Ajv2020({ coerceTypes, allErrors, useDefaults: true }).compile(schema);
}

/** A logger that keeps its lines. */
export function recordingLog() {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { lines, log: pino({ level: "info" }, stream) };
}

/** The keys of the fixture. */
export const fixtureKeys: Readonly<Record<string, VerifiedKey>> = {
  wp_full: { keyId: "k1", workspaceId: "w1", scopes: ["things:read", "things:write"], expiresAt: null },
  wp_reader: { keyId: "k2", workspaceId: "w1", scopes: ["things:read"], expiresAt: null },
  wp_other: { keyId: "k3", workspaceId: "w2", scopes: ["things:read", "things:write"], expiresAt: null },
};
