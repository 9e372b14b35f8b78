import { expect, test } from "vitest";
import { planSdk } from "./plan-sdk.ts";

const thing = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const listed = {
  type: "object",
  required: ["items", "nextCursor"],
  properties: { items: { type: "array", items: thing }, nextCursor: { type: ["string", "null"] } },
};
const answer = (schema: object) => ({
  "200": { description: "It.", content: { "application/json": { schema } } },
});
const bundle = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        parameters: ["cursor", "limit"].map((name) => ({ name, in: "query", schema: { type: "string" } })),
        responses: answer(listed),
      },
    },
    "/{code}": { get: { operationId: "followThing", "x-hand-routed": true, responses: answer(thing) } },
  },
};
const problems = `export const problems = {
  "thing-taken": {
    title: "x-y",
  },
  "gone": { code: "gone" },
};
`;

function plan(document: unknown = bundle) {
  const files = new Map([
    ["gen/rest/openapi.json", JSON.stringify(document)],
    ["gen/rest/problems.ts", problems],
  ]);
  return planSdk({ files, folders: [], services: [] });
}

test("the client calls what the contract has, and not what a browser follows by itself", async () => {
  const { files, folders } = await plan();
  expect(folders).toEqual(["sdk/generated"]);
  const text = [...files.values()].join("\n");
  expect(text).toContain("listThings");
  expect(text).not.toContain("followThing");
  for (const [path, content] of files) {
    expect(path).toMatch(/^sdk\/generated\/[\w./-]+\.ts$/);
    expect(content).toMatch(/^\/\/ Generated from api\/\S* by `npm run gen`\. Do not edit/);
    expect(content).not.toContain("redocly-client-generator");
  }
});

test("the slugs of problems are a type of their own", async () => {
  const { files } = await plan();
  expect(files.get("sdk/generated/problem-slugs.ts")).toMatch(
    /\nexport type ProblemSlug =\n {2}\| "thing-taken"\n {2}\| "gone";\n$/,
  );
});

test("is the same every time", async () => {
  const [first, second] = await Promise.all([plan(), plan()]);
  expect([...second.files]).toEqual([...first.files]);
});

test("what can't be generated is told with what the generator says, and a plan of REST without a bundle is refused", async () => {
  await expect(plan({ ...bundle, openapi: "9" })).rejects.toThrow(/^The client could not be generated:\n.+/s);
  await expect(planSdk({ files: new Map(), folders: [], services: [] })).rejects.toThrow("holds no bundle");
});
