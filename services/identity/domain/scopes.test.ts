import { expect, test } from "vitest";
import { scopesNotHeld, scopesOfWorkspace } from "./scopes.ts";

const every = ["keys:write", "links:read", "operator"] as const;

test("what is not held is named with its place", () => {
  expect(scopesNotHeld(["links:read", "operator", "keys:write"], ["links:read"])).toEqual([
    { scope: "operator", index: 1 },
    { scope: "keys:write", index: 2 },
  ]);
});

test("operator includes nothing, and nothing includes operator", () => {
  expect(scopesNotHeld(["links:read"], ["operator"])).toHaveLength(1);
  expect(scopesNotHeld(["operator"], scopesOfWorkspace(every))).toHaveLength(1);
  expect(scopesNotHeld(every, every)).toEqual([]);
});
