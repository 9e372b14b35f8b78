import { expect, test } from "vitest";
import { checkSleeps } from "./sleeps.ts";

const linesOf = (text: string, path = "services/links/test/a.parts.test.ts") =>
  checkSleeps(new Map([[path, text]])).map(({ line }) => line);

test.each([
  `await ${"delay"}(500);`,
  `await ${"pause"}(100, never);`,
  `await new Promise((resolve) => ${"setTimeout"}(resolve, 300));`,
])("a test may not wait for time: %s", (code) => {
  expect(linesOf(`a();\n${code}\n`)).toEqual([2]);
  expect(linesOf(code, "services/testing/a.ts")).toEqual([1]);
});

test.each([
  "subscription.pause();",
  `writer.${"pause"}(1);`,
  "const timer = setTimeout(() => end(), 10);",
  `// ${"delay"}(5)`,
])("what only looks like it is fine: %s", (code) => {
  expect(linesOf(code)).toEqual([]);
});

test("simulated work is fine where it says what it is", () => {
  expect(linesOf(`// Simulates a slow broker.\nawait ${"delay"}(5);\n`)).toEqual([]);
  expect(linesOf(`// Simulates\nawait ${"delay"}(5);\n`)).toEqual([2]);
  expect(linesOf(`// It takes a moment.\nawait ${"delay"}(5);\n`)).toEqual([2]);
});

test("running code is not looked at", () => {
  expect(linesOf(`await ${"delay"}(5);`, "services/kit/kafka/a.ts")).toEqual([]);
});
