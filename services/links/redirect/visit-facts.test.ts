import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, isPrefetch, referrerOf, utmOf } from "./visit-facts.ts";

test("the referrer keeps scheme, host and path", () => {
  expect(referrerOf("https://user:pw@news.example:8080/a/b?q=secret#f")).toBe(
    "https://news.example:8080/a/b",
  );
  expect(referrerOf("android-app://com.example.app/")).toBe("android-app://com.example.app/");
  for (const none of [undefined, "", "-", "/relative", "javascript:alert(1)"])
    expect(referrerOf(none)).toBe("");
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      (url) => !/[?#]/.test(referrerOf(url)),
    ),
  );
});

test("fetching ahead is told by any of the headers browsers have used", () => {
  expect(isPrefetch({ "sec-purpose": "prefetch;anonymous-client-ip" })).toBe(true);
  expect(isPrefetch({ "x-purpose": "preview" })).toBe(true);
  expect(isPrefetch({ "x-moz": "prefetch" })).toBe(true);
  expect(isPrefetch({ "sec-purpose": "other" })).toBe(false);
  expect(isPrefetch({})).toBe(false);
});

test("campaign parameters are read from the query of the short link", () => {
  expect(utmOf("/a")).toBeNull();
  expect(utmOf("/a?x=1")).toBeNull();
  expect(utmOf("/utm_source?x=1")).toBeNull();
  expect(utmOf("/a?utm_source=b%20c&utm_campaign=%ff")).toEqual({
    source: "b c",
    medium: "",
    campaign: "\ufffd",
  });
  expect(Buffer.byteLength(utmOf(`/a?utm_source=${"%C3%A4".repeat(200)}`)?.source ?? "")).toBe(128);
});

test("text is cut on a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(50), (text, max) => {
      const short = cut(text, max);
      expect(Buffer.byteLength(short)).toBeLessThanOrEqual(max);
      expect(text.startsWith(short)).toBe(true);
    }),
  );
});
