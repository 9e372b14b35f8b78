import { expect, test } from "vitest";
import { deriveScopes, scopesOf } from "./derive-scopes.ts";

test("the scopes of all contracts are listed by name; documents that declare none add none", () => {
  const documents = [{ "x-scopes": { "b:read": "See b." } }, {}, null, { "x-scopes": { a: "Do a." } }];
  expect([...scopesOf(documents)]).toEqual([
    ["a", "Do a."],
    ["b:read", "See b."],
  ]);
});

test("a schema that stands for every scope gets their names and what they mean, others stay", () => {
  const document = {
    components: { schemas: { Scope: { "x-every-scope": true, description: "What one may." }, Other: {} } },
  };
  deriveScopes(document, new Map([["a", "Do a."]]));
  const completed = { "x-every-scope": true, description: "What one may.\n\n- `a`: Do a.", enum: ["a"] };
  expect(document.components.schemas).toEqual({ Scope: completed, Other: {} });
  deriveScopes(document, new Map([["b", "Do b."]]));
  expect(document.components.schemas.Scope).toEqual(completed);
});
