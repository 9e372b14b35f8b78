import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeDestination, maxDestinationBytes } from "./destination.ts";
import { ownAddressOf } from "./own-address.ts";

const own = ownAddressOf("https://go.example.com");
const judge = (url: string) => judgeDestination(url, own);

describe("judgeDestination", () => {
  test.each([
    ["https://example.com/a-long-page", "https://example.com/a-long-page"],
    ["http://example.com", "http://example.com/"],
    ["HTTPS://Example.COM:443/A?b=c#d", "https://example.com/A?b=c#d"],
    ["https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"],
    ["https://日本.example/", "https://xn--wgv71a.example/"],
    ["https://example.com/a@b?c=@", "https://example.com/a@b?c=@"],
    ["http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"],
    ["http://127.0.0.1:3000/x", "http://127.0.0.1:3000/x"],
    [
      "https://example.com/👨‍👩‍👧",
      "https://example.com/%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
    ],
  ])("keeps %s as typed and sends to %s", (typed, destination) => {
    expect(judge(typed)).toEqual({ url: typed, destination });
  });

  test.each([
    ["javascript:alert(1)", /http/],
    ["JaVaScRiPt://example.com/%0aalert(1)", /http/],
    ["data:text/html,x", /http/],
    ["ftp://example.com", /http/],
    ["//example.com", /http/],
    ["/relative", /http/],
    ["https:example.com", /http/],
    ["https:///example.com", /http/],
    ["http://", /http/],
    ["", /http/],
    ["java\tscript:alert(1)", /white space/],
    [" https://example.com", /white space/],
    ["https://example.com\n", /white space/],
    ["https://exa\u0000mple.com", /control/],
    ["https://example.com/\u007f", /control/],
    ["https://example.com/\u202egpj.exe", /invisible/],
    ["https://example.com/\u200b", /invisible/],
    ["https://example.com\\@evil.example", /backslash/],
    ["https:\\\\example.com", /backslash/],
    ["https://user@example.com", /user info/],
    ["https://user:secret@example.com", /user info/],
    ["https://@example.com", /user info/],
    ["https://example.com/\ud800", /surrogate/],
    ["https://example.com:99999", /parsed/],
    ["https://[::1", /parsed/],
    ["https://exa%00mple.com", /parsed/],
  ])("refuses %j", (typed, why) => {
    expect(judge(typed)).toMatch(why);
  });

  test("counts bytes, not characters, before and after encoding", () => {
    const fill = (character: string, length: number) =>
      `https://example.com/${character.repeat(length - 20)}`;
    expect(judge(fill("a", maxDestinationBytes))).toMatchObject({ url: expect.any(String) });
    expect(judge(fill("a", maxDestinationBytes + 1))).toMatch(/longer/);
    expect(judge(fill("ü", maxDestinationBytes / 2 + 20))).toMatch(/longer/);
    expect(judge(fill("ü", maxDestinationBytes / 4))).toMatch(/percent-encoded/);
  });

  test.each([
    "https://go.example.com/x",
    "http://go.example.com",
    "https://GO.Example.com.",
    "https://go.example.com..",
    "https://go.example.com:8443/",
    "https://g%6f.example.com/",
    "https://ｇｏ.example.com/",
  ])("refuses the own host as %s", (typed) => {
    expect(judge(typed)).toMatch(/itself/);
  });

  test("refuses an own international host in either spelling", () => {
    const idn = ownAddressOf("https://münchen.example");
    expect(judgeDestination("https://xn--mnchen-3ya.example/", idn)).toMatch(/itself/);
    expect(judgeDestination("https://MÜNCHEN.example/", idn)).toMatch(/itself/);
  });

  test("refuses an own address in any spelling", () => {
    const address = ownAddressOf("http://203.0.113.7");
    for (const host of [
      "203.0.113.7",
      "0xcb007107",
      "203.0.28935",
      "[::ffff:203.0.113.7]",
      "[::ffff:cb00:7107]",
    ])
      expect(judgeDestination(`http://${host}/x`, address), host).toMatch(/itself/);
    expect(judgeDestination("http://[::ffff:203.0.113.8]/x", address)).toMatchObject({
      url: expect.any(String),
    });
  });

  test("on loopback, refuses only the own port under every name of it", () => {
    const local = ownAddressOf("http://127.0.0.1:8080");
    for (const host of [
      "127.0.0.1",
      "localhost",
      "LOCALHOST.",
      "127.1",
      "2130706433",
      "[::1]",
      "0.0.0.0",
      "[::ffff:127.0.0.1]",
      "[::ffff:0.0.0.0]",
    ])
      expect(judgeDestination(`http://${host}:8080/x`, local), host).toMatch(/itself/);
    expect(judgeDestination("http://localhost:3000/x", local)).toMatchObject({
      destination: "http://localhost:3000/x",
    });
    expect(judgeDestination("http://example.com:8080/", local)).toMatchObject({
      url: "http://example.com:8080/",
    });
  });

  test("never throws, and what it lets pass is safe in a Location header", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    const prefix = fc.constantFrom(
      "",
      "https://",
      "http://",
      "https://example.com/",
      "https://example.com",
      "http:",
    );
    fc.assert(
      fc.property(prefix, text, (start, rest) => {
        const verdict = judge(start + rest);
        if (typeof verdict === "string") {
          expect(verdict).toMatch(/^The URL .*\.$/);
          return;
        }
        expect(verdict.destination).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        expect(verdict.destination).not.toContain("\\");
        expect(URL.parse(verdict.destination)?.href).toBe(verdict.destination);
        expect(new URL(verdict.destination).username).toBe("");
        // Judging what is sent again changes nothing.
        expect(judge(verdict.destination)).toEqual({
          url: verdict.destination,
          destination: verdict.destination,
        });
      }),
      { numRuns: 2000 },
    );
  });
});
