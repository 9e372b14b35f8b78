import { expect, test } from "vitest";
import { allScopes, parseScopes, scopesNotHeld, workspaceScopes } from "./scopes.ts";

test("what is not held is named with its place", () => {
  expect(scopesNotHeld(["links:read", "operator", "keys:write"], ["links:read"])).toEqual([
    { scope: "operator", index: 1 },
    { scope: "keys:write", index: 2 },
  ]);
});

test("operator includes nothing, and nothing includes operator", () => {
  expect(scopesNotHeld(["links:read"], ["operator"])).toHaveLength(1);
  expect(scopesNotHeld(["operator"], workspaceScopes)).toHaveLength(1);
  expect(scopesNotHeld(allScopes, allScopes)).toEqual([]);
});

test("stored scopes come back in their order", () => {
  expect(parseScopes(["operator", "links:read"])).toEqual(["links:read", "operator"]);
});
