import { expect, test } from "vitest";
import { planSteps, type Step } from "./plan-steps.ts";

const step = (more: Partial<Step>): Step => ({
  what: "",
  about: /./,
  run: () => ({ ok: true, output: "" }),
  ...more,
});
const steps = [
  ["lint", step({ about: /\.ts$/, single: /^(?!gen\/).*\.ts$/, rules: /^biome\.json$/ })],
  ["types", step({ about: /\.ts$/ })],
  ["migrations", step({ about: /^db\// })],
] as const;

/** Which steps are run on which files when these paths changed; `gone` are deleted. */
function planned(present: readonly string[], gone: readonly string[] = []) {
  const { run, leftOut } = planSteps(steps, { base: "main at 1", present, all: [...present, ...gone] });
  return { run: Object.fromEntries(run.map(({ name, files }) => [name, files])), leftOut };
}

test("without changes to look at, every step sees everything", () => {
  expect(planSteps(steps, undefined)).toMatchObject({
    run: [{ files: [] }, { files: [] }, { files: [] }],
    leftOut: [],
  });
});

test("a step that looks at files one by one gets those that changed, others the tree, or are left out by name", () => {
  expect(planned(["a.ts", "gen/b.ts", "c.md"])).toEqual({
    run: { lint: ["a.ts"], types: [] },
    leftOut: [
      "left out of lint: every file but the 1 that differ from main at 1",
      "left out migrations: nothing that it looks at differs from main at 1",
    ],
  });
});

test("its rules make a step look at everything again", () => {
  expect(planned(["biome.json"]).run).toEqual({ lint: [] });
  expect(planned(["a.ts", "biome.json"]).run).toEqual({ lint: [], types: [] });
});

test("a file that is gone concerns the steps of the tree, and no step gets it by name", () => {
  expect(planned([], ["a.ts", "db/a.sql"]).run).toEqual({ types: [], migrations: [] });
});
