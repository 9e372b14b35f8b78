import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SourceLines } from "./source-lines.ts";

const api = `paths:
  /things/{id}:
    get:
      parameters:
        - { name: id }
        - name: limit
      responses:
        "200": { $ref: "shared.yaml#/responses/Thing" }
        "404": { $ref: "#/circle/a" }
circle:
  a: { $ref: "#/circle/b" }
  b: { $ref: "#/circle/a" }
`;
const shared = `responses:
  Thing:
    content:
      schema: { $ref: "#/schemas/Thing" }
schemas:
  Thing:
    required: [name]
    properties:
      name: { type: string }
`;
const operation = "#/paths/~1things~1{id}/get";

let root: string;
let lines: SourceLines;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "waypost-source-lines-"));
  writeFileSync(join(root, "api.yaml"), api);
  writeFileSync(join(root, "shared.yaml"), shared);
  lines = new SourceLines(root);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["the whole document", "#", "api.yaml", 1, true],
  ["a path, whose slashes are escaped", "#/paths/~1things~1{id}", "api.yaml", 2, true],
  ["a path, whose braces are escaped", "#/paths/~1things~1%7Bid%7D", "api.yaml", 2, true],
  ["an item of a list", `${operation}/parameters/1`, "api.yaml", 6, true],
  ["a property of an item", `${operation}/parameters/1/name`, "api.yaml", 6, true],
  ["a number that is a key", `${operation}/responses/200`, "shared.yaml", 2, true],
  [
    "what stands in another file",
    `${operation}/responses/200/content/schema/properties/name`,
    "shared.yaml",
    9,
    true,
  ],
])("finds %s", async (_, pointer, path, line, exact) => {
  expect(await lines.find("api.yaml", pointer)).toEqual({ path, line, exact });
});

test.each([
  ["an item", `${operation}/parameters/2`, "api.yaml", 4],
  ["a part of a text", `${operation}/parameters/1/name/first`, "api.yaml", 6],
  ["an operation", "#/paths/~1things~1{id}/put", "api.yaml", 2],
  [
    "a property in another file",
    `${operation}/responses/200/content/schema/properties/title`,
    "shared.yaml",
    8,
  ],
])("of %s that is gone, tells the line of what is still there", async (_, pointer, path, line) => {
  expect(await lines.find("api.yaml", pointer)).toEqual({ path, line, exact: false });
});

test("gives up on references that lead in a circle", async () => {
  expect(await lines.find("api.yaml", `${operation}/responses/404/content`)).toMatchObject({ exact: false });
});

test("a file that is not there is told", async () => {
  await expect(lines.find("gone.yaml", "#/paths")).rejects.toThrow("gone.yaml");
});
