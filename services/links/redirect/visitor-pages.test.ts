import { expect, test } from "vitest";
import { wantsHtml } from "./visitor-pages.ts";

test.each([
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true],
  ["text/html", true],
  ["TEXT/HTML;Q=0.5", true],
  ["application/json, text/html;q=0.5", false],
  ["application/json;q=0.4, text/html;q=0.5", true],
  ["text/html;q=0", false],
  ["*/*", false],
  ["application/problem+json", false],
  ["", false],
  [undefined, false],
])("Accept: %s wants HTML: %s", (accept, html) => {
  expect(wantsHtml(accept)).toBe(html);
});
