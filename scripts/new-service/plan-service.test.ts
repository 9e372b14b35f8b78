import { describe, expect, it } from "vitest";
import { addDependency } from "./add-dependency.ts";
import { planProblems, planService, refuseName } from "./plan-service.ts";

describe("the name of a service", () => {
  it.each([
    "",
    "a",
    "Notes",
    "my-notes",
    "my_notes",
    "1st",
    "notes/../x",
    "x".repeat(31),
    "kit",
    "all",
    "user",
    "pgnotes",
  ])("is not %j", (name) => {
    expect(refuseName(name, [])).toMatch(/^".*" \S.*\.$/);
  });

  it("is not one that is there", () => {
    expect(refuseName("links", ["links"])).toBe("There is already a service links.");
  });

  it("may be any other word", () => {
    expect(refuseName("notes2", ["links"])).toBeUndefined();
  });
});

describe("the files of a service", () => {
  it("fill every room, and leave no place of a template open", async () => {
    const files = await planService("notes");
    for (const room of [
      "README.md",
      "main.ts",
      "service.ts",
      "config.ts",
      "declaration.ts",
      "context.ts",
      "package.json",
    ]) {
      expect(files.has(`services/notes/${room}`)).toBe(true);
    }
    for (const room of ["logic", "domain", "store", "test"]) {
      expect([...files.keys()].some((path) => path.startsWith(`services/notes/${room}/`))).toBe(true);
    }
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        "api/notes.yaml",
        "proto/waypost/notes/v1/notes.proto",
        "db/notes/0001-items.sql",
      ]),
    );
    for (const text of [...files.values(), await planProblems("notes")])
      expect(text).not.toMatch(/\{\{|not-implemented/);
  });
});

describe("adding it to the product", () => {
  it("adds the dependency in order", () => {
    const text = '{"name":"all","dependencies":{"b":"1","@waypost/links":"workspace:*"}}';
    expect(JSON.parse(addDependency(text, "@waypost/notes"))).toEqual({
      name: "all",
      dependencies: { "@waypost/links": "workspace:*", "@waypost/notes": "workspace:*", b: "1" },
    });
  });
});
