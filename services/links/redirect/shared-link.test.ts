import fc from "fast-check";
import { expect, test } from "vitest";
import type { VisitedLink } from "../domain/visit.ts";
import { sharedLink } from "./shared-link.ts";

const id = "01890000-0000-7000-8000-0000deadbeef";
const count = fc.option(fc.nat());

test("reads what it wrote", () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.webUrl(),
      count,
      count,
      count,
      (workspaceId, url, expiresAt, deletedAt, maxClicks) => {
        const destination = new URL(url).href;
        const link: VisitedLink = {
          id,
          workspaceId,
          code: "aa",
          destination,
          expiresAt,
          deletedAt,
          maxClicks,
        };
        const codec = sharedLink("aa");
        expect(codec.decode(codec.encode(link))).toEqual(link);
      },
    ),
  );
  expect(sharedLink("aa").decode(sharedLink("aa").encode(null))).toBeNull();
});

test("holds links for an hour and missing codes for a minute", () => {
  const link = { id, workspaceId: id, code: "aa", destination: "https://example.com/" };
  const codec = sharedLink("aa");
  expect(codec.holdMs({ ...link, expiresAt: null, deletedAt: null, maxClicks: null })).toBe(3_600_000);
  expect(codec.holdMs(null)).toBe(60_000);
});

test.each([
  "",
  "{",
  "[]",
  '"null"',
  "{}",
  JSON.stringify([id, id, "https://example.com/", null, null, null, null]),
  JSON.stringify(["1", id, "https://example.com/", null, null, null]),
  JSON.stringify([id, null, "https://example.com/", null, null, null]),
  JSON.stringify([id, id, "https://example.com/\r\nSet-Cookie: a=b", null, null, null]),
  JSON.stringify([id, id, "https://example.com/ü", null, null, null]),
  JSON.stringify([id, id, "example.com", null, null, null]),
  JSON.stringify([id, id, "https://example.com/", "soon", null, null]),
  JSON.stringify([id, id, "https://example.com/", null, -1, null]),
  JSON.stringify([id, id, "https://example.com/", null, null, 1.5]),
])("takes nothing else for a link: %j", (text) => {
  expect(sharedLink("aa").decode(text)).toBeUndefined();
});

test("never throws, whatever it reads", () => {
  fc.assert(fc.property(fc.string(), (text) => void sharedLink("aa").decode(text)));
  fc.assert(fc.property(fc.json(), (text) => void sharedLink("aa").decode(text)));
});
