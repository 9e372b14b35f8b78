import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isReserved } from "./reserved-codes.ts";

const contracts = fileURLToPath(new URL("../../../api/", import.meta.url));

test("the first segment of every path of the contracts is reserved", () => {
  const segments = new Set<string>();
  for (const name of readdirSync(contracts).filter((name) => name.endsWith(".yaml"))) {
    for (const [, segment] of readFileSync(contracts + name, "utf8").matchAll(
      /^ {2}\/([^/\s:]*)[^\s:]*:\s*$/gm,
    )) {
      if (segment !== undefined && !segment.startsWith("{")) segments.add(segment);
    }
  }
  expect(segments).toContain("api");
  expect([...segments].filter((segment) => !isReserved(segment))).toEqual([]);
});

test.each(
  `api app docs openapi.json livez readyz healthz metrics assets static login logout pricing about legal terms privacy
  admin status robots.txt favicon.ico sitemap.xml .well-known problems`.split(/\s+/),
)("%s is reserved in any case", (word) => {
  expect(isReserved(word)).toBe(true);
  expect(isReserved(word.toUpperCase())).toBe(true);
});

test("single characters are reserved, other words are not", () => {
  fc.assert(fc.property(fc.string({ maxLength: 1 }), (text) => isReserved(text)));
  expect(isReserved("spring-sale")).toBe(false);
  expect(isReserved("apis-are-fun")).toBe(false);
});
