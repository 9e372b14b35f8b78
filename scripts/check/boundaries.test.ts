import { describe, expect, test } from "vitest";
import { checkBoundaries } from "./boundaries.ts";

const packages: [string, string][] = ["kit", "identity", "links", "all"].map((name) => [
  `services/${name}/package.json`,
  `{"name":"@waypost/${name}"}`,
]);
const house: [string, string][] = [
  ...packages,
  ["gen/package.json", '{"name":"@waypost/gen"}'],
  ["gen/db/links.ts", ""],
  ["sdk/package.json", '{"name":"@waypost/sdk"}'],
  ["services/kit/errors/fault.ts", ""],
  ["services/kit/db/pool.ts", ""],
  ["services/testing/package.json", '{"name":"@waypost/testing"}'],
  ["services/testing/database.ts", ""],
  ["services/identity/domain/scope.ts", ""],
  ["services/identity/service.ts", ""],
  ["services/links/domain/code.ts", ""],
  ["services/links/store/links.ts", ""],
  ["services/links/context.ts", ""],
  ["services/links/config.ts", ""],
  ["services/links/logic/create-link.ts", ""],
  ["services/links/service.ts", ""],
  ["services/links/test/fixtures.ts", ""],
];

/** What the checker says about one file with one import, dropped into the house above. */
function judge(path: string, line: string): string[] {
  return checkBoundaries(new Map([...house, [path, `\n${line}\n`]])).map((finding) => {
    expect(finding).toMatchObject({ rule: "boundary", path, line: 2 });
    return finding.message;
  });
}

describe("refused", () => {
  test.each([
    [
      "services/kit/http/app.ts",
      'import { x } from "@waypost/gen/db/links.ts";',
      /kit .* imports nothing local/,
    ],
    ["services/kit/http/app.ts", 'import { x } from "../../links/domain/code.ts";', /by its name/],
    [
      "gen/rest/routes.ts",
      'import { x } from "@waypost/kit/db/pool.ts";',
      /only kit\/errors and types of kit/,
    ],
    [
      "gen/rest/routes.ts",
      'export { x } from "@waypost/kit/db/pool.ts";',
      /only kit\/errors and types of kit/,
    ],
    [
      "services/links/logic/a.ts",
      'import { x } from "@waypost/identity/domain/scope.ts";',
      /generated client/,
    ],
    [
      "services/links/logic/a.ts",
      'const x = await import("@waypost/identity/service.ts");',
      /generated client/,
    ],
    ["services/links/logic/a.ts", 'import type { X } from "../../identity/domain/scope.ts";', /by its name/],
    ["services/links/logic/a.ts", 'import { x } from "../service.ts";', /logic lies below service.ts/],
    ["services/links/logic/a.ts", 'import { x } from "../test/fixtures.ts";', /for tests only/],
    ["services/links/logic/a.ts", 'import { x } from "@waypost/testing/database.ts";', /for tests only/],
    ["services/links/store/a.ts", 'import { x } from "../logic/create-link.ts";', /store lies below logic/],
    ["services/links/store/a.ts", 'import type { X } from "../context.ts";', /store lies below context.ts/],
    ["services/links/domain/a.ts", 'import { x } from "../store/links.ts";', /pure rules/],
    ["services/links/domain/a.ts", 'import { x } from "@waypost/kit/db/pool.ts";', /pure rules/],
    ["services/links/domain/a.ts", 'import { x } from "node:fs/promises";', /without I\/O/],
    ["services/links/domain/a.ts", 'import { sql } from "kysely";', /without I\/O/],
    [
      "services/all/wire.ts",
      'import { x } from "@waypost/links/store/links.ts";',
      /only through its service.ts/,
    ],
    ["sdk/client.ts", 'import { x } from "@waypost/kit/errors/fault.ts";', /stands alone/],
    ["sdk/client.ts", 'import { x } from "node:http";', /browsers/],
  ])("%s: %s", (path, line, message) => {
    expect(judge(path, line)).toEqual([expect.stringMatching(message)]);
  });
});

describe("accepted", () => {
  test.each([
    ["services/kit/http/app.ts", 'import { x } from "../errors/fault.ts";'],
    ["gen/rest/routes.ts", 'import type { X } from "@waypost/kit/db/pool.ts";'],
    ["gen/rest/routes.ts", 'import { x } from "@waypost/kit/errors/fault.ts";'],
    ["services/links/logic/a.ts", 'import { x } from "@waypost/gen/db/links.ts";'],
    ["services/links/logic/a.ts", 'import { x } from "../store/links.ts";'],
    ["services/links/logic/a.ts", 'import { x } from "../domain/code.ts";'],
    ["services/links/domain/a.ts", 'import { x } from "./code.ts";'],
    ["services/links/domain/a.ts", 'import { x } from "@waypost/kit/errors/fault.ts";'],
    ["services/links/domain/a.ts", 'import { createHash } from "node:crypto";'],
    ["services/links/domain/a.test.ts", 'import { x } from "@waypost/testing/database.ts";'],
    ["services/links/test/a.test.ts", 'import { x } from "@waypost/identity/service.ts";'],
    ["services/all/wire.ts", 'import { x } from "@waypost/links/service.ts";'],
    ["scripts/replay/main.ts", 'import { x } from "@waypost/links/store/links.ts";'],
    ["services/testing/pool.ts", 'import { x } from "./database.ts";'],
    ["services/links/logic/a.ts", '// import { x } from "@waypost/identity/service.ts";'],
  ])("%s: %s", (path, line) => {
    expect(judge(path, line)).toEqual([]);
  });
});
