import { expect, test } from "vitest";
import { lintOpenApi } from "./lint-openapi.ts";
import { scratchFolder } from "./scratch-folder.ts";

const settings = `rules:
  struct: error
  operation-operationId-unique: error
  no-invalid-schema-examples: error
`;
const sound = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      summary: All things
      responses:
        "200": { $ref: "shared/components.yaml#/responses/Things" }
`;
const shared = `responses:
  Things:
    description: All of them.
    content:
      application/json:
        schema:
          type: integer
          examples: [1]
`;

async function lint(files: Readonly<Record<string, string>>) {
  const all = { "redocly.yaml": settings, "api/shared/components.yaml": shared, ...files };
  return (await lintOpenApi(await scratchFolder(all))).findings;
}

test("nothing is found in contracts that are as they should be", async () => {
  expect(await lint({ "api/things.yaml": sound, "api/more.yaml": sound })).toEqual([]);
});

test("an example against its schema is told where it is written, also in another file", async () => {
  const wrong = shared.replace("[1]", "[many]");
  expect(await lint({ "api/things.yaml": sound, "api/shared/components.yaml": wrong })).toEqual([
    {
      path: "api/shared/components.yaml",
      line: 8,
      rule: "openapi-lint/no-invalid-schema-examples",
      message: expect.stringContaining("must be integer"),
      hint: "Change the contract; redocly.yaml says what each rule is for.",
    },
  ]);
});

test("a word that was mistyped is told with the one that was meant", async () => {
  const wrong = sound.replace("summary:", "sumary:");
  const [found] = await lint({ "api/things.yaml": wrong });
  expect(found).toMatchObject({ path: "api/things.yaml", line: 7, hint: "Did you mean summary?" });
});

test("every contract is looked at, and what is no OpenAPI is an error that tells what redocly said", async () => {
  const files = {
    "api/things.yaml": sound,
    "api/z.yaml": sound.replace("get:", "got:"),
  };
  expect((await lint(files)).map(({ path }) => path)).toEqual(["api/z.yaml"]);
  await expect(lint({ "api/things.yaml": "a: [" })).rejects.toThrow(/^redocly lint failed:\n.*things\.yaml/s);
});
