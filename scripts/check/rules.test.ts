import { describe, expect, test } from "vitest";
import { checkCircles } from "./circles.ts";
import { checkDocComments } from "./doc-comments.ts";
import { checkDocuments } from "./documents.ts";
import { checkEnvironment } from "./environment.ts";
import { applyExceptions } from "./exceptions.ts";
import { type Finding, printFindings } from "./finding.ts";
import { checkMembers } from "./members.ts";
import { checkNpmScripts } from "./npm-scripts.ts";
import { checkRooms } from "./rooms.ts";
import { checkShape, longFiles } from "./shape.ts";
import { checkStubs } from "./stubs.ts";
import type { Tree } from "./tree.ts";

/** The places that a check complains about in a small tree. */
function places(check: (tree: Tree) => Finding[], files: Record<string, string>): string[] {
  return check(new Map(Object.entries(files))).map(({ path, line }) =>
    line === undefined ? path : `${path}:${line}`,
  );
}

describe("environment", () => {
  const reads = "export const port = 1;\nconst x = process.env.PORT;\n";
  test("is read by main.ts and by tools", () => {
    const files = {
      "services/links/main.ts": reads,
      "scripts/a.ts": reads,
      "services/links/test/a.test.ts": reads,
    };
    expect(places(checkEnvironment, files)).toEqual([]);
  });
  test("is refused elsewhere, and comments are no code", () => {
    const files = { "services/links/config.ts": reads, "services/kit/a.ts": "// process.env.PORT\n" };
    expect(places(checkEnvironment, files)).toEqual(["services/links/config.ts:2"]);
  });
  test("is refused under another name", () => {
    const files = { "services/links/config.ts": 'import { env } from "node:process";\n' };
    expect(places(checkEnvironment, files)).toEqual(["services/links/config.ts:1"]);
  });
});

describe("rooms", () => {
  const whole = Object.fromEntries(
    ["README.md", "package.json", "main.ts", "service.ts", "config.ts", "declaration.ts", "context.ts"]
      .concat("logic/a.ts", "domain/a.ts", "store/a.ts", "test/a.test.ts")
      .map((room) => [`services/links/${room}`, ""]),
  );
  test("are the same in every service; kit and all are no services", () => {
    expect(
      places(checkRooms, {
        ...whole,
        "services/links/DESIGN.md": "",
        "services/kit/http/a.ts": "",
        "services/all/main.ts": "",
      }),
    ).toEqual([]);
  });
  test("missing and foreign ones are named", () => {
    const { "services/links/config.ts": _, ...incomplete } = whole;
    const findings = checkRooms(new Map(Object.entries({ ...incomplete, "services/links/stuff/a.ts": "" })));
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining("config.ts missing"),
      expect.stringContaining("no such room"),
    ]);
  });
});

describe("shape", () => {
  const lines = (count: number): string => "x\n".repeat(count);
  test("accepts kebab-case, five folders, 400 lines, and long tests", () => {
    const files = {
      "a/b/c/d/e/create-link.test-d.ts": lines(800),
      "services/links/logic/create-link.ts": lines(400),
      "services/kit/kafka/DESIGN.md": "",
      "proto/waypost/links/v1/link_service.proto": "",
      ".github/workflows/ci.yml": "",
      "gen/db/CamelCase.ts": lines(1000),
    };
    expect(places(checkShape, files)).toEqual([]);
  });
  test("refuses other names, grab bags, deep folders, long files", () => {
    const files = {
      "services/links/createLink.ts": "",
      "services/links/utils/code.ts": "",
      "services/links/helpers.ts": "",
      "a/b/c/d/e/f/g.ts": "",
      "scripts/long.ts": lines(401),
    };
    expect(places(checkShape, files)).toEqual(Object.keys(files));
  });
  test("names the files that grow", () => {
    const tree = new Map([
      ["a.ts", lines(251)],
      ["b.ts", lines(250)],
    ]);
    expect(longFiles(tree)).toEqual([{ path: "a.ts", lines: 251 }]);
  });
});

describe("stubs", () => {
  test("an unwritten operation may not land", () => {
    const files = {
      "services/links/logic/a.ts": 'return fault("not-implemented", {});\n',
      "services/links/logic/b.ts": '// was "not-implemented" once\nreturn { status: 200 };\n',
      "services/kit/errors/codes.ts": 'export const x = "not_implemented";\n',
    };
    expect(places(checkStubs, files)).toEqual(["services/links/logic/a.ts:1"]);
  });
  test("nor an unwritten test", () => {
    const files = {
      "services/links/test/a.test.ts": '\nunwrittenTest("a does it");\n',
      "services/testing/unwritten-test.ts": "export function unwrittenTest(title) {}\n",
    };
    expect(places(checkStubs, files)).toEqual(["services/links/test/a.test.ts:2"]);
  });
  test("nor a note to self", () => {
    const note = `// ${"TODO"}: later\n`;
    expect(
      places(checkStubs, { "scripts/a.ts": `x();\n${note}`, "scripts/b.ts": "// what to do\n" }),
    ).toEqual(["scripts/a.ts:2"]);
  });
});

describe("documents", () => {
  const base = { "package.json": '{"scripts":{"gen":""}}', "services/links/service.ts": "", LICENSE: "" };
  test("living links, paths and scripts are fine", () => {
    const text =
      "[a](services/links/service.ts#L1) [b](https://x.y/z) `services/links/` `application/json`\n`npm run gen`\n";
    expect(places(checkDocuments, { ...base, "README.md": text })).toEqual([]);
  });
  test("dead ones are named", () => {
    const text = "[a](services/gone.ts)\n`services/links/gone.ts`\n`npm run gone`\n";
    expect(places(checkDocuments, { ...base, "README.md": text })).toEqual([
      "README.md:1",
      "README.md:2",
      "README.md:3",
    ]);
  });
  test("links are relative to their document", () => {
    expect(places(checkDocuments, { ...base, "docs/a.md": "[a](../LICENSE)\n[b](LICENSE)\n" })).toEqual([
      "docs/a.md:2",
    ]);
  });
});

describe("npm scripts", () => {
  test("go through run.mjs and exist", () => {
    const scripts = { good: "exec node scripts/run.mjs a.ts", gone: "exec node scripts/run.mjs b.ts" };
    const unfit = { raw: "vitest", shelled: "node scripts/run.mjs a.ts" };
    const files = { "package.json": JSON.stringify({ scripts: { ...scripts, ...unfit } }), "a.ts": "" };
    expect(checkNpmScripts(new Map(Object.entries(files))).map(({ message }) => message)).toEqual([
      expect.stringContaining('"gone" runs b.ts'),
      expect.stringContaining('"raw" must be'),
      expect.stringContaining('"shelled" must be'),
    ]);
  });
});

describe("doc comments", () => {
  test("stand on every export of kit, options excepted, and nowhere else", () => {
    const files = {
      "services/kit/a.ts": [
        "/** Says it. */",
        "export const a = 1;",
        "export function b(): void {}",
        "// not a doc comment",
        "export class C {}",
        "export interface COptions { x: number }",
        "",
      ].join("\n"),
      "services/links/domain/a.ts": "export const a = 1;\n",
    };
    expect(places(checkDocComments, files)).toEqual(["services/kit/a.ts:3", "services/kit/a.ts:5"]);
  });
});

describe("circles", () => {
  const kit = { "services/kit/package.json": '{"name":"@waypost/kit"}' };
  test("between files are refused, types included, with every step", () => {
    const files = {
      "scripts/a.ts": 'import type { B } from "./b.ts";\n',
      "scripts/b.ts": '\nconst c = await import("./c.ts");\n',
      "scripts/c.ts": 'export { a } from "./a.ts";\nexport * from "./d.ts";\n',
      "scripts/d.ts": "",
    };
    expect(checkCircles(new Map(Object.entries(files)))).toEqual([
      {
        ...{ rule: "circle", path: "scripts/c.ts", line: 1 },
        message: expect.stringContaining(
          "scripts/a.ts needs scripts/b.ts (scripts/a.ts:1) needs scripts/c.ts (scripts/b.ts:2) needs scripts/a.ts (scripts/c.ts:1).",
        ),
      },
    ]);
  });
  test("between folders of kit are refused though no files are in one", () => {
    const files = {
      ...kit,
      "services/kit/bus/bus.ts": 'import { x } from "../kafka/topics/x.ts";\n',
      "services/kit/kafka/topics/x.ts": "",
      "services/kit/kafka/y.ts": 'import type { Port } from "@waypost/kit/bus/port.ts";\n',
      "services/kit/bus/port.ts": "",
    };
    expect(checkCircles(new Map(Object.entries(files))).map(({ message }) => message)).toEqual([
      expect.stringContaining(
        "services/kit/bus needs services/kit/kafka (services/kit/bus/bus.ts:1) needs services/kit/bus (services/kit/kafka/y.ts:1).",
      ),
    ]);
  });
  test("are none where things meet below, in tests, and between folders elsewhere", () => {
    const files = {
      "services/kit/bus/a.ts": 'import { x } from "./c.ts";\nimport { y } from "./b.ts";\n',
      "services/kit/bus/b.ts": 'import { x } from "./c.ts";\n',
      "services/kit/bus/c.ts": "",
      "services/kit/bus/c.test.ts": 'import { z } from "../kafka/z.ts";\n',
      "services/kit/kafka/z.ts": 'import { x } from "../bus/c.ts";\n',
      "services/links/context.ts": "",
      "services/links/service.ts": 'import { a } from "./logic/a.ts";\n',
      "services/links/logic/a.ts": 'import type { LinksContext } from "../context.ts";\n',
    };
    expect(places(checkCircles, files)).toEqual([]);
  });
});

describe("members", () => {
  const members = (count: number): string =>
    Array.from({ length: count }, (_, index) => `  readonly m${index}: string;\n`).join("");
  test("of a context and of the host are ten at most, of other interfaces any number", () => {
    const files = {
      "services/links/context.ts": `export interface LinksContext {\n${members(10)}}\n`,
      "services/identity/context.ts": `// One.\nexport interface IdentityContext {\n${members(11)}}\n`,
      "services/kit/host/service-host.ts": `export interface Host<Config> {\n${members(11)}}\n`,
      "services/kit/http/options.ts": `export interface Options {\n${members(30)}}\n`,
    };
    expect(places(checkMembers, files)).toEqual([
      "services/identity/context.ts:2",
      "services/kit/host/service-host.ts:1",
    ]);
  });
});

describe("exceptions", () => {
  const finding: Finding = { rule: "length", path: "a.ts", message: "long" };
  const exception = { rule: "length", path: "a.ts", why: "because" };
  test("take a finding away", () => {
    expect(applyExceptions([finding], [exception], [exception])).toEqual([]);
  });
  test("must go when nothing is found any more", () => {
    expect(applyExceptions([], [exception], [exception])[0]?.message).toContain("take it out");
  });
  test("can't be added", () => {
    expect(applyExceptions([finding], [exception], [])[0]?.message).toContain("only shrinks");
  });
});

test("findings are printed in the order of the tree, with their place", () => {
  const findings = [
    { rule: "b", path: "z.ts", line: 10, message: "two" },
    { rule: "b", path: "z.ts", line: 9, message: "one" },
    { rule: "a", path: "a.ts", message: "zero" },
  ];
  expect(printFindings(findings)).toBe("a.ts  a\n    zero\nz.ts:9  b\n    one\nz.ts:10  b\n    two\n");
});
