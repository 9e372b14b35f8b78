import { expect, test } from "vitest";
import { ownTests } from "./own-tests.ts";

const uses = (...files: string[]) => files.map((file) => `import { x } from "${file}";\n`).join("");
const texts = new Map([
  ["services/a/logic/make-link.ts", ""],
  ["services/a/logic/get-link.ts", ""],
  ["services/a/test/make-link.parts.test.ts", uses("../service.ts")],
  ["services/a/service.ts", uses("./logic/make-link.ts", "./logic/get-link.ts")],
  ["services/a/test/fixture.ts", uses("../service.ts")],
  ["services/a/test/one.test.ts", uses("./fixture.ts")],
  ["services/a/test/links.test.ts", uses("./fixture.ts")],
  ["services/a/domain/rule.ts", ""],
  ["services/a/domain/rule.test.ts", uses("./rule.ts")],
  ["services/a/store/rule.ts", ""],
  ["services/a/store/rule.parts.test.ts", uses("./rule.ts")],
  ["services/a/store/rows.ts", ""],
  ["services/a/test/whole.stack.test.ts", uses("../store/rows.ts")],
]);

test("a test is its own, and a file has the test of its name, beside it rather than elsewhere", () => {
  expect(ownTests("services/a/test/one.test.ts", texts)).toEqual(["services/a/test/one.test.ts"]);
  expect(ownTests("services/a/domain/rule.ts", texts)).toEqual(["services/a/domain/rule.test.ts"]);
  expect(ownTests("services/a/store/rule.ts", texts)).toEqual(["services/a/store/rule.parts.test.ts"]);
  expect(ownTests("services/a/logic/make-link.ts", texts)).toEqual([
    "services/a/test/make-link.parts.test.ts",
  ]);
});

test("a file without one has a test that reaches it by the fewest imports, but no whole processes", () => {
  expect(ownTests("services/a/logic/get-link.ts", texts)).toEqual([
    "services/a/test/make-link.parts.test.ts",
  ]);
  const without = new Map([...texts].filter(([path]) => !path.includes("make-link.parts")));
  expect(ownTests("services/a/logic/get-link.ts", without)).toEqual(["services/a/test/links.test.ts"]);
  expect(ownTests("services/a/store/rows.ts", texts)).toEqual([]);
});

test("of many as near, one is run: that names what it exports, or the likest named", () => {
  const names = ["a", "b", "c", "read-x", "d"];
  const many = new Map(names.map((name) => [`services/a/${name}.test.ts`, uses("./x.ts")]));
  expect(ownTests("services/a/x.ts", many)).toEqual(["services/a/read-x.test.ts"]);
  many.set("services/a/x.ts", "export async function makeX() {}\n");
  many.set("services/a/d.test.ts", `${uses("./x.ts")}makeX();\n`);
  expect(ownTests("services/a/x.ts", many)).toEqual(["services/a/d.test.ts"]);
});
