import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { planRest } from "./plan-rest.ts";

const contract = `openapi: 3.1.0
info: { title: Things, version: 1.0.0, license: { name: Apache-2.0, identifier: Apache-2.0 } }
paths:
  /things:
    post:
      operationId: createThing
      summary: Make a thing
      security: [{ bearer: ["things:write"] }]
      x-problems: [thing-taken]
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Thing" }
      responses:
        "201":
          description: Made.
          headers:
            Location: { required: true, schema: { type: string } }
          content:
            application/json: { schema: { $ref: "#/components/schemas/Thing" } }
  /things/{id}:
    get:
      operationId: getThing
      security: []
      x-problems: []
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: limit, in: query, schema: { type: integer, default: 5 } }
      responses:
        "200":
          description: The thing.
          content:
            application/json: { schema: { $ref: "#/components/schemas/Thing" } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
  schemas:
    Thing:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: { type: string, maxLength: 20 }
        tags: { type: array, maxItems: 5, items: { type: string } }
x-scopes: { "things:write": Make things. }
`;
const problems = `thing-taken:
  code: conflict
  title: The thing is taken
  description: Take another.
`;

const components = `components:
  responses:
    BadRequest: { description: Bad. }
    Unauthenticated: { description: Who. }
    Forbidden: { description: No. }
    Conflict: { description: Taken. }
    PayloadTooLarge: { description: Much. }
    UnsupportedMediaType: { description: What. }
    RuleViolation: { description: Wrong. }
    Default: { description: Other. }
  parameters:
    IdempotencyKey: { name: Idempotency-Key, in: header, schema: { type: string } }
`;

const roots: string[] = [];
afterEach(async () => {
  await Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true })));
});

async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "waypost-gen-rest-"));
  roots.push(root);
  await mkdir(join(root, "api/shared"), { recursive: true });
  const shared = { "shared/problems.yaml": problems, "shared/components.yaml": components };
  const all = { "things.yaml": contract, ...shared, ...files };
  await Promise.all(Object.entries(all).map(([path, text]) => writeFile(join(root, "api", path), text)));
  return root;
}

/** The contract with one edit; throws when there is nothing to edit. */
function edited(from: string, to: string): string {
  if (!contract.includes(from)) throw new Error(`The fixture does not hold ${from}`);
  return contract.replace(from, to);
}

async function messageOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await write(files);
  return await planRest(root).then(
    () => "planned",
    (error: Error) => error.message,
  );
}

describe("planning", () => {
  it("plans every file of a contract, each with its origin, and writes none", async () => {
    const root = await write({});
    const { files } = await planRest(root);
    expect([...files.keys()].sort()).toEqual([
      "gen/rest/openapi.json",
      "gen/rest/problems.ts",
      "gen/rest/scopes.ts",
      "gen/rest/things/body-validators.d.ts",
      "gen/rest/things/body-validators.js",
      "gen/rest/things/openapi.json",
      "gen/rest/things/operations.ts",
      "gen/rest/things/parameter-validators.d.ts",
      "gen/rest/things/parameter-validators.js",
      "gen/rest/things/routes.ts",
      "gen/rest/things/serializers.d.ts",
      "gen/rest/things/serializers.js",
      "gen/rest/things/types.ts",
    ]);
    for (const [path, text] of files) {
      if (path.endsWith(".json")) continue;
      expect(text).toMatch(/^\/\/ Generated from api\/\S+ by `npm run gen`\. Do not edit/);
    }
  });

  it("is the same every time and everywhere", async () => {
    const first = await planRest(await write({}));
    const second = await planRest(await write({}));
    expect([...second.files]).toEqual([...first.files]);
  });

  it("completes contracts with the error responses that follow from them", async () => {
    const { files } = await planRest(await write({}));
    const { paths } = JSON.parse(files.get("gen/rest/openapi.json") ?? "");
    const { responses } = paths["/things"].post;
    expect(Object.keys(responses)).toEqual(["201", "400", "401", "403", "409", "413", "415", "default"]);
    expect(responses["409"]).toEqual({ $ref: "#/components/responses/Conflict" });
    expect(Object.keys(paths["/things/{id}"].get.responses)).toEqual(["200", "400", "default"]);
  });

  it("types inputs and results exactly", async () => {
    const { files } = await planRest(await write({}));
    const operations = files.get("gen/rest/things/operations.ts");
    expect(operations).toContain('readonly limit: NonNullable<Query<"getThing">["limit"]>;');
    expect(operations).toContain('| Fault<"thing-taken">;');
    expect(operations).toContain(
      "export type ThingsOperations<C> = {\n  readonly createThing: CreateThing<C>;\n",
    );
  });

  it("writes validators and serialisers that work without their schemas", async () => {
    const { files } = await planRest(await write({}));
    const load = async (name: string): Promise<Record<string, (value: unknown) => unknown>> => {
      const folder = await mkdtemp(join(import.meta.dirname, "../../node_modules/.cache-gen-test-"));
      roots.push(folder);
      await writeFile(join(folder, "module.mjs"), files.get(`gen/rest/things/${name}.js`) ?? "");
      return await import(join(folder, "module.mjs"));
    };
    const bodies = await load("body-validators");
    expect(bodies.createThingBody?.({ name: "a" })).toBe(true);
    expect(bodies.createThingBody?.({ name: 1 })).toBe(false);
    expect(bodies.createThingBodyExplain?.({ name: "a", more: 1 })).toBe(false);
    const parameters = await load("parameter-validators");
    const query = {};
    expect(parameters.getThingQuery?.(query)).toBe(true);
    expect(query).toEqual({ limit: 5 });
    expect(parameters.createThingQuery?.({ any: "1" })).toBe(false);
    expect(parameters.getThingPath?.({ id: "urn:uuid:7a2e9f0e-4c8a-4b63-9d43-111111111111" })).toBe(false);
    const serializers = await load("serializers");
    expect(serializers.getThing200?.({ name: 'ü"', secret: 1 })).toBe('{"name":"ü\\""}');
    expect(() => serializers.createThing201?.({})).toThrow("name");
  });

  it("merges contracts into one document and tells apart what has one name", async () => {
    const other = contract
      .replaceAll("/things", "/others")
      .replaceAll("createThing", "createOther")
      .replaceAll("getThing", "getOther")
      .replace("maxLength: 20", "maxLength: 30");
    const { files } = await planRest(await write({ "others.yaml": other }));
    const merged = JSON.parse(files.get("gen/rest/openapi.json") ?? "");
    expect(Object.keys(merged.paths)).toEqual(["/others", "/others/{id}", "/things", "/things/{id}"]);
    expect(Object.keys(merged.components.schemas).sort()).toEqual(["OthersThing", "ThingsThing"]);
    expect(JSON.stringify(merged.paths["/others"])).not.toContain('schemas/Thing"');
    expect(Object.keys(merged.components.securitySchemes)).toEqual(["bearer"]);
  });
});

describe("refusals name file, line, rule and what to do", () => {
  it.each<[string, string, string]>([
    ["unknown-problem", "[thing-taken]", "[thing-takn]"],
    ["operation-id", "operationId: createThing", "operationId: create-thing"],
    ["operation-id-unique", "operationId: getThing", "operationId: createThing"],
    ["security", "security: []", "tags: []"],
    ["path-parameter", "/things/{id}:", "/things/{key}:"],
    ["parameter-place", "in: query", "in: cookie"],
    ["parameter-style", "in: query,", "in: query, explode: false,"],
    ["closed-body", "additionalProperties: false", "description: Open"],
    ["bounded-list", "maxItems: 5, ", ""],
    ["unique-items", "items: { type: string }", "items: { type: object }, uniqueItems: true"],
    ["media-type", "application/json:\n            schema", "text/csv:\n            schema"],
    ["success", '"200":\n', '"304x":\n'],
    ["idempotency", "{ name: limit, in: query,", "{ name: Idempotency-Key, in: header,"],
    ["unknown-problem", "x-problems: []", "x-idempotent: true\n      x-problems: []"],
  ])("%s", async (rule, from, to) => {
    const message = await messageOf({ "things.yaml": edited(from, to) });
    expect(message).toMatch(new RegExp(`^api/things\\.yaml:\\d+: ${rule}: \\S.* \\S`, "m"));
  });

  it("a scope that no contract declares", async () => {
    const message = await messageOf({
      "things.yaml": edited('x-scopes: { "things:write"', 'x-scopes: { "things:read"'),
    });
    expect(message).toMatch(
      /^api\/things\.yaml:8: unknown-scope: POST \/things needs the unknown scope things:write\. /m,
    );
  });

  it("points at the very line", async () => {
    const text = edited("[thing-taken]", "[thing-takn]");
    const line = text.split("\n").findIndex((one) => one.includes("thing-takn")) + 1;
    expect(await messageOf({ "things.yaml": text })).toBe(
      `api/things.yaml:${line}: unknown-problem: POST /things lists the unknown problem "thing-takn". Declare it in api/shared/problems.yaml, or correct the name.`,
    );
  });

  it("tells everything that is wrong in one run", async () => {
    const text = edited("[thing-taken]", "[a-b, c-d]").replace("operationId: getThing", "operationId: Get");
    expect((await messageOf({ "things.yaml": text })).split("\n")).toHaveLength(3);
  });

  it("a reference that leads nowhere", async () => {
    const text = edited(
      '"#/components/schemas/Thing" }\n      responses',
      '"#/components/schemas/Thin" }\n      responses',
    );
    expect(await messageOf({ "things.yaml": text })).toMatch(/^api\/things\.yaml:14: bundler: /);
  });

  it("what is no YAML", async () => {
    expect(await messageOf({ "things.yaml": `${contract}\n  - [` })).toMatch(
      /^api\/things\.yaml:\d+: yaml: /,
    );
  });

  it("a problem whose status no shared response is for", async () => {
    const text = problems.replace("conflict", "rate_limited");
    expect(await messageOf({ "shared/problems.yaml": text })).toMatch(
      /^api\/things\.yaml:9: problem-status: .*429/,
    );
  });

  it("a path of two contracts", async () => {
    const other = contract.replaceAll("createThing", "createOther").replaceAll("getThing", "getOther");
    expect(await messageOf({ "z.yaml": other })).toMatch(/^api\/z\.yaml:4: path-unique: /m);
  });

  it.each([
    ["Bad_Slug:\n  code: conflict\n  title: X\n", "not a slug"],
    ["thing-taken:\n  code: conflicting\n  title: X\n", "no known code"],
    ["thing-taken:\n  code: conflict\n", "no title"],
  ])("a problem that can't be used: %s", async (text, reason) => {
    const message = await messageOf({ "shared/problems.yaml": text });
    expect(message).toMatch(/^api\/shared\/problems\.yaml:1: problem-entry: /);
    expect(message).toContain(reason);
  });
});
