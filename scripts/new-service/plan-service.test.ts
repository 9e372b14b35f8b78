import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planProblems, planService, refuseName } from "./plan-service.ts";
import { addDependency, registerService } from "./register-service.ts";

const root = join(import.meta.dirname, "../..");

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
  it("keeps the list of services and its imports in order", async () => {
    const text = await readFile(join(root, "services/all/services.ts"), "utf8");
    const added = registerService(text, "notes");
    expect(added).toContain('import { notes } from "@waypost/notes/service.ts";');
    expect(added).toMatch(/services: readonly AnyService\[\] = \[identity,.*, notes\];/);
    expect(registerService(added, "later")).toMatch(/, notes, later\];/);
  });

  it("refuses a list it does not know", () => {
    expect(() => registerService("export const other = 1;", "notes")).toThrow("by hand");
  });

  it("adds the dependency in order", () => {
    const text = '{"name":"all","dependencies":{"b":"1","@waypost/links":"workspace:*"}}';
    expect(JSON.parse(addDependency(text, "@waypost/notes"))).toEqual({
      name: "all",
      dependencies: { "@waypost/links": "workspace:*", "@waypost/notes": "workspace:*", b: "1" },
    });
  });
});
