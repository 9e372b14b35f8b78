import { expect, it } from "vitest";
import { etagOf, ifMatchAllows } from "./etag.ts";

it.each([
  [undefined, true],
  ["*", true],
  ['"7"', true],
  [' "7" ', true],
  ['"6", "7"', true],
  ['"6","7" , "8"', true],
  ['"6"', false],
  ['W/"7"', false],
  ['W/"7", "7"', true],
  ["7", false],
  ['"7', false],
  ['"7" "8"', false],
  ['"7", rubbish', false],
  ["", false],
  ['"a,"7""', false],
])("If-Match: %s → %s", (header, allowed) => {
  expect(ifMatchAllows(header, 7)).toBe(allowed);
});

it("matches its own tags", () => {
  expect(etagOf(12)).toBe('"12"');
  expect(ifMatchAllows(etagOf(12n), 12n)).toBe(true);
});
