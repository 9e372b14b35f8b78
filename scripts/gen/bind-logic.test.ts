import { describe, expect, it } from "vitest";
import { bindLogic } from "./bind-logic.ts";

const wanted = (name: string, kind: "rest" | "rpc" = "rest") => ({
  kind,
  service: "things",
  name,
  typeName: "",
  importFrom: "",
  declaredAt: "api/things.yaml:1",
  summary: "",
});

const text = `import { defineService } from "@waypost/kit/service/define-service.ts";
import type { ThingsContext } from "./context.ts";
import { getThing } from "./logic/get-thing.ts";
import { openThings } from "./store/open-things.ts";

const operations: ThingsOperations<ThingsContext> = { getThing };

const methods: ThingsRpc<ThingsContext> = {
  countThings,
};

export const things = defineService({ open: async () => ({ operations: {} }) , odd   : 1 });
`;

describe("binding logic", () => {
  it("adds the import in order and the name to the map, and touches nothing else", () => {
    expect(bindLogic(text, wanted("getThingStats"))).toBe(
      text
        .replace("{ getThing };", "{ getThing, getThingStats };")
        .replace(
          "import { openThings }",
          'import { getThingStats } from "./logic/get-thing-stats.ts";\nimport { openThings }',
        ),
    );
    expect(bindLogic(text, wanted("addThing"))).toContain(
      'context.ts";\nimport { addThing } from "./logic/add-thing.ts";\nimport { getThing }',
    );
  });

  it("adds a line to a map of lines", () => {
    expect(bindLogic(text, wanted("watchThings", "rpc"))).toContain("  countThings,\n  watchThings,\n};");
  });

  it("begins an empty map", () => {
    const empty = text.replace("{ getThing };", "{};");
    expect(bindLogic(empty, wanted("getThing"))).toContain("= { getThing };");
  });

  it("leaves a map that it doesn't know to a person", () => {
    expect(
      bindLogic(
        text.replace("{ getThing };", "{ ...others };").replace("ThingsOperations", "Odd"),
        wanted("a"),
      ),
    ).toBeUndefined();
    expect(
      bindLogic(text.replace("{ getThing };", "{ getThing: () => ({}) };"), wanted("a")),
    ).toBeUndefined();
  });
});
