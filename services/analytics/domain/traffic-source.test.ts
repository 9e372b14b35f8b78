import { expect, test } from "vitest";
import { ownDomain, readReferrer, trafficSource } from "./traffic-source.ts";

const noUtm = { source: "", medium: "" };

test.each([
  ["", "direct", null, "direct"],
  ["https://www.google.de/search?q=x", "search", "Google", "google.de"],
  ["https://google.com.evil.example/", "referral", null, "evil.example"],
  ["https://notgoogle.com/", "referral", null, "notgoogle.com"],
  ["https://mail.google.com/", "email", "Gmail", "google.com"],
  ["https://l.facebook.com/l.php", "social", "Facebook", "facebook.com"],
  ["https://t.co/abc", "social", "X", "t.co"],
  ["https://at.co/abc", "referral", null, "at.co"],
  ["https://news.ycombinator.com/item", "social", "Hacker News", "ycombinator.com"],
  ["android-app://com.google.android.gm/", "email", "Gmail", "com.google.android.gm"],
  ["https://go.example.co.uk/other", "internal", null, "example.co.uk"],
  ["http://192.0.2.1:8080/", "referral", null, "192.0.2.1"],
  ["not a url", "referral", null, "unknown"],
  ["javascript:alert(1)", "referral", null, "unknown"],
])("%s is %s of %s", (text, source, platform, domain) => {
  const referrer = readReferrer(text);
  expect(referrer.domain).toBe(domain);
  expect(trafficSource(referrer, noUtm, ownDomain("https://go.example.co.uk"))).toEqual({ source, platform });
});

test.each([
  ["newsletter", "email", "email", "Newsletter"],
  ["google", "cpc", "ads", "Google"],
  ["facebook", "", "social", "Facebook"],
  ["facebook", "paid_social", "ads", "Facebook"],
  ["partner", "referral", "referral", null],
  ["google.com", "organic", "search", "Google"],
  ["", "qr", "direct", null],
])("utm_source %s with medium %s is %s of %s", (utmSource, medium, source, platform) => {
  expect(trafficSource(readReferrer(""), { source: utmSource, medium }, "x.example")).toEqual({
    source,
    platform,
  });
});

test("tags go before the referrer", () => {
  const referrer = readReferrer("https://www.google.com/");
  expect(trafficSource(referrer, { source: "news", medium: "email" }, "x.example")).toEqual({
    source: "email",
    platform: "Google",
  });
});
