import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareOpenApi } from "./compare-openapi.ts";
import { scratchFolder } from "./scratch-folder.ts";

const settings = new URL("../../redocly.yaml", import.meta.url);

const before = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    post:
      operationId: createThing
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/NewThing" }
      responses:
        "201":
          description: Made.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Thing" }
components:
  schemas:
    NewThing:
      type: object
      required: [name]
      properties:
        name: { type: string }
        colour: { type: string }
    Thing:
      type: object
      properties:
        name: { type: string }
        weight: { type: integer }
`;

/** What clients of the contracts `older` stumble over when these are in api/ now. */
async function found(older: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>) {
  const inFolder = (folder: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const root = await scratchFolder({ ...inFolder("api/baseline", older), ...inFolder("api", now) });
  // The comparison completes contracts by itself, and the plugin is not where this copy of the settings would find it.
  const text = (await readFile(settings, "utf8")).replace(/^plugins:[\s\S]*?^rules:/m, "rules:");
  await writeFile(join(root, "redocly.yaml"), text);
  return await compareOpenApi(root, { label: "the last release", folder: join(root, "api/baseline") });
}

test("what only adds is no finding", async () => {
  const after = before
    .replace("        colour:", "        size: { type: integer }\n        colour:")
    .replace(
      "  /things:\n",
      "  /others:\n    get: { responses: { default: { description: All. } } }\n  /things:\n",
    );
  expect(await found({ "things.yaml": before }, { "things.yaml": after, "more.yaml": before })).toEqual([]);
});

test("what is demanded now is told where it is written", async () => {
  const after = before.replace("required: [name]", "required: [name, colour]");
  expect(await found({ "things.yaml": before }, { "things.yaml": after })).toEqual([
    {
      path: "api/things.yaml",
      line: 21,
      rule: "openapi-diff/required-properties-added",
      message: expect.stringMatching(/\(against the last release\)$/),
      hint: "Make the property optional with a default; old clients don't send it.",
    },
  ]);
});

test("what is gone is told where it used to belong", async () => {
  const after = before.replace("        weight: { type: integer }\n", "");
  expect(await found({ "things.yaml": before }, { "things.yaml": after })).toEqual([
    expect.objectContaining({ path: "api/things.yaml", line: 27, rule: "openapi-diff/property-removed" }),
  ]);
});

test("a status that no longer follows from the contract is told, as one that was written", async () => {
  const problems = "thing-taken:\n  code: conflict\n  title: Taken\n";
  const shared = `components:
  responses:
${["BadRequest", "Conflict", "PayloadTooLarge", "UnsupportedMediaType", "Default"]
  .map((name) => `    ${name}: { description: ${name}. }\n`)
  .join("")}`;
  const files = { "shared/problems.yaml": problems, "shared/components.yaml": shared };
  const listed = before.replace("      requestBody:", "      x-problems: [thing-taken]\n      requestBody:");
  const older = { ...files, "things.yaml": listed };
  expect(await found(older, { ...files, "things.yaml": listed })).toEqual([]);
  expect(await found(older, { ...files, "things.yaml": before })).toEqual([
    expect.objectContaining({
      path: "api/things.yaml",
      line: 11,
      rule: "openapi-diff/response-removed",
      message: expect.stringContaining("409"),
    }),
  ]);
});

test("a path that moved to another contract is compared there", async () => {
  const other = "  /others:\n    get: { responses: { default: { description: All. } } }\n";
  const both = before.replace("paths:\n", `paths:\n${other}`);
  const left = `openapi: 3.1.0\ninfo: { title: Others, version: 1.0.0 }\npaths:\n${other}`;
  expect(await found({ "others.yaml": both }, { "others.yaml": left, "things.yaml": before })).toEqual([]);
  const changed = before.replace("        weight: { type: integer }\n", "");
  expect(await found({ "others.yaml": both }, { "others.yaml": left, "things.yaml": changed })).toEqual([
    expect.objectContaining({ path: "api/things.yaml", line: 27, rule: "openapi-diff/property-removed" }),
  ]);
  expect(await found({ "others.yaml": both }, { "others.yaml": left })).toEqual([
    expect.objectContaining({ path: "api/others.yaml", rule: "openapi-diff/path-removed" }),
  ]);
});

test("a whole contract that is gone is told", async () => {
  expect(await found({ "things.yaml": before }, {})).toEqual([
    expect.objectContaining({ path: "api/things.yaml", line: 1, rule: "openapi-diff/api-removed" }),
  ]);
});

test("a contract that is no OpenAPI is an error that tells what redocly said", async () => {
  await expect(found({ "things.yaml": before }, { "things.yaml": "a: [" })).rejects.toThrow(
    /^redocly diff failed:\n.*things\.yaml/s,
  );
});

test("a list of scopes may grow, others may not where they are answered", async () => {
  const listed = (more: string, mark = "") =>
    before.replace("weight: { type: integer }", `weight: { $ref: "#/components/schemas/Scope" }`) +
    `    Scope: { type: string, ${mark}enum: [a${more}] }\n`;
  const compare = (mark: string) =>
    found({ "things.yaml": listed("", mark) }, { "things.yaml": listed(", b", mark) });
  expect(await compare("x-every-scope: true, ")).toEqual([]);
  expect(await compare("")).toMatchObject([{ rule: "openapi-diff/enum-values-added" }]);
});
