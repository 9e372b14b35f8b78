import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { applyChanges, findChanges } from "./apply-plan.ts";
import type { GenPlan } from "./planned-files.ts";
import { planScaffold } from "./scaffold.ts";
import type { WantedLogic } from "./wanted-logic.ts";

const roots: string[] = [];
afterEach(async () => {
  await Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true })));
});

async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "waypost-gen-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const wanted = (name: string, kind: WantedLogic["kind"] = "rest"): WantedLogic => ({
  kind,
  service: "things",
  name,
  typeName: name.charAt(0).toUpperCase() + name.slice(1),
  importFrom: `@waypost/gen/${kind}/things/operations.ts`,
  declaredAt: "api/things.yaml:7",
  summary: "Make a thing",
});
const service = {
  "services/things/package.json": "{}",
  "services/things/service.ts": "{ createThing, getThing }",
};

describe("scaffolding", () => {
  it("writes logic that is not there, and never what is", async () => {
    const root = await write({
      ...service,
      "services/things/logic/get-thing.ts": "(): Promise<GetThingResult> =>",
    });
    const { files, findings } = await planScaffold(root, [wanted("createThing"), wanted("getThing")]);
    expect(findings).toEqual([]);
    expect([...files.keys()]).toEqual(["services/things/logic/create-thing.ts"]);
    expect(files.get("services/things/logic/create-thing.ts")).toBe(
      [
        'import type { CreateThing, CreateThingResult } from "@waypost/gen/rest/things/operations.ts";',
        'import { notImplemented } from "@waypost/kit/errors/not-implemented.ts";',
        'import type { ThingsContext } from "../context.ts";',
        "",
        "/** Make a thing. */",
        "export const createThing: CreateThing<ThingsContext> = async (): Promise<CreateThingResult> => {",
        '  throw notImplemented("createThing");',
        "};",
        "",
      ].join("\n"),
    );
  });

  it("names logic that no contract asks for", async () => {
    const root = await write({
      ...service,
      "services/things/logic/create-thing.ts": "(): Promise<CreateThingResult> =>",
      "services/things/logic/create-thing.test.ts": "",
      "services/things/logic/old-thing.ts": "",
    });
    const { findings } = await planScaffold(root, [wanted("createThing")]);
    expect(findings).toEqual([
      "services/things/logic/old-thing.ts: orphaned-logic: no operation or RPC method of the contracts has this name. Delete the file, rename it after its operation, or put the operation back.",
    ]);
  });

  it("binds logic that is not in the service's map, once", async () => {
    const root = await write({
      ...service,
      "services/things/service.ts": "const o: ThingsOperations<ThingsContext> = { createThing };\n",
    });
    const { bindings, findings } = await planScaffold(root, [wanted("createThing"), wanted("getThing")]);
    expect([...bindings]).toEqual([
      [
        "services/things/service.ts",
        'import { getThing } from "./logic/get-thing.ts";\nconst o: ThingsOperations<ThingsContext> = { createThing, getThing };\n',
      ],
    ]);
    expect(findings).toEqual([]);
    await applyChanges(
      root,
      [{ files: bindings, folders: [] }],
      [{ path: "services/things/service.ts", kind: "differs" }],
    );
    expect((await planScaffold(root, [wanted("createThing"), wanted("getThing")])).bindings.size).toBe(0);
  });

  it("says what to write where the service has no map that it knows", async () => {
    const root = await write(service);
    const { findings } = await planScaffold(root, [wanted("watchThing", "rpc")]);
    expect(findings).toEqual([
      'services/things/service.ts: unbound-logic: watchThing (api/things.yaml:7) is not in the service\'s map. Write `import { watchThing } from "./logic/watch-thing.ts";` and `watchThing,` in a map `methods: ThingsRpc<ThingsContext> = { … };` that defineService gets as its rpc.',
    ]);
  });

  it("names logic whose result is left to be inferred", async () => {
    const root = await write({ ...service, "services/things/logic/create-thing.ts": "async () => ({})" });
    const { findings } = await planScaffold(root, [wanted("createThing")]);
    expect(findings).toEqual([
      expect.stringMatching(/^services\/things\/logic\/create-thing\.ts: open-result: /),
    ]);
  });

  it("names a service that is missing, and twins that would share a file", async () => {
    const root = await write({ "services/.keep": "" });
    expect((await planScaffold(root, [wanted("createThing")])).findings[0]).toContain(
      "npm run new:service things",
    );
    const there = await write(service);
    const { findings } = await planScaffold(there, [wanted("createThing"), wanted("createThing", "rpc")]);
    expect(findings).toEqual([expect.stringContaining("twin-logic")]);
  });
});

describe("the plan and the disk", () => {
  const plan = (files: Record<string, string>): GenPlan => ({
    files: new Map(Object.entries(files)),
    folders: ["gen/rest"],
  });

  it("names what is missing, differs or is left over, and makes it right", async () => {
    const root = await write({
      "gen/rest/a/old.ts": "x",
      "gen/rest/a/same.ts": "s",
      "gen/rest/b.ts": "1",
      "gen/other.ts": "o",
    });
    const plans = [plan({ "gen/rest/a/same.ts": "s", "gen/rest/b.ts": "2", "gen/rest/c/d.ts": "3" })];
    const changes = await findChanges(root, plans);
    expect(changes).toEqual([
      { path: "gen/rest/a/old.ts", kind: "left over" },
      { path: "gen/rest/b.ts", kind: "differs" },
      { path: "gen/rest/c/d.ts", kind: "missing" },
    ]);
    await applyChanges(root, plans, changes);
    expect(await findChanges(root, plans)).toEqual([]);
    expect(await readFile(join(root, "gen/rest/b.ts"), "utf8")).toBe("2");
    expect(await readFile(join(root, "gen/other.ts"), "utf8")).toBe("o");
  });

  it("leaves alone what is not generated in a shared folder", async () => {
    const root = await write({ "db/a.schema.sql": "old", "db/a/0001.sql": "mine" });
    const plans = [{ files: new Map(), folders: ["db"], owns: /^db\/[^/]+\.schema\.sql$/ }];
    expect(await findChanges(root, plans)).toEqual([{ path: "db/a.schema.sql", kind: "left over" }]);
  });
});
