import fc from "fast-check";
import { expect, test } from "vitest";
import { ClickLimits } from "./click-limits.ts";
import { cut, isPrefetch, referrerOf, utmOf } from "./visit-facts.ts";
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

test("visitors of one link share statements and never get more clicks than there are", async () => {
  const sizes: number[] = [];
  let left = 120;
  const limits = new ClickLimits(async (_, count) => {
    sizes.push(count);
    await new Promise((resolve) => setImmediate(resolve));
    const granted = Math.min(left, count);
    left -= granted;
    return granted;
  });
  const taken = await Promise.all(Array.from({ length: 500 }, () => limits.take("a")));
  expect(taken.filter((it) => it === "granted")).toHaveLength(120);
  expect(taken.filter((it) => it === "exhausted")).toHaveLength(380);
  expect(sizes).toEqual([1, 499]);
});

test("a store that is away, or says that the link has changed, says so to each visitor", async () => {
  const away = new ClickLimits(() => Promise.reject(new Error("away")));
  const asked = await Promise.allSettled([away.take("a"), away.take("a")]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const changed = new ClickLimits(async () => "changed");
  expect(await Promise.all([changed.take("a"), changed.take("b")])).toEqual(["changed", "changed"]);
});
