import { expect, test } from "vitest";
import { formatReport, isExact, type ReplayReport, reportJson } from "./report.ts";

function report(totals: object = {}, ledger: object = {}, ids = true): ReplayReport {
  return {
    totals: {
      sent: 100,
      redirected: 97,
      refused: new Map([[405, 3]]),
      unanswered: 0,
      retried: 0,
      refusedLate: 0,
      unsent: 0,
      countable: 97,
      ...totals,
    },
    ids,
    unreadableLines: 0,
    links: 8,
    seconds: 2,
    ledger: {
      accepted: 97,
      stored: 97,
      duplicate: 0,
      deadLettered: 0,
      inFlight: 0,
      lost: 0,
      redelivered: 0,
      unrecorded: 0,
      balanced: true,
      asOf: new Date(0),
      ...ledger,
    },
    tops: { bots: [{ key: "Googlebot", total: 7 }] },
  };
}

test.each([
  ["one missing", report({}, { stored: 96 }), false],
  ["one too many", report({}, { stored: 98 }), false],
  ["one too many, and one unanswered", report({ unanswered: 1 }, { stored: 98 }), true],
  ["two too many, and one unanswered", report({ unanswered: 1 }, { stored: 99 }), false],
  ["repeated with ids", report({ retried: 5 }, { stored: 98 }), false],
  ["repeated without ids", report({ retried: 5 }, { stored: 98 }, false), true],
  ["refused after an unanswered attempt", report({ refusedLate: 1 }, { stored: 98 }), true],
  ["not balanced", report({}, { balanced: false }), false],
])("%s", (_, given, exact) => {
  expect(isExact(given)).toBe(exact);
  expect(JSON.parse(reportJson(given))).toMatchObject({ exact, totals: { refused: { 405: 3 } } });
});

test("the table adds up and explains itself", () => {
  const text = formatReport(report({ retried: 2 }, { accepted: 99, duplicate: 2 }));
  const rows = new Map(text.split("\n").map((line) => [line.slice(0, 28).trim(), line.slice(28).trim()]));
  expect(rows.get("sent")).toBe("100   8 links, 2.0 s, 50 requests/s");
  expect([rows.get("302"), rows.get("refused 405"), rows.get("= sum")]).toEqual(["97", "3", "100"]);
  expect(rows.get("counted")).toBe("97   each exactly once");
  expect(rows.get("duplicate")).toBe("2   repeated requests that had been counted already");
  expect(rows.get("Googlebot")).toBe("7");
  expect(text).not.toContain("not sent");
});

test("the table says what is wrong", () => {
  expect(formatReport(report({}, { stored: 90 }))).toContain("NOT exact");
  expect(formatReport(report({ redirected: 96 }))).toContain("does not match what was sent");
  expect(formatReport(report({ unsent: 4 }))).toMatch(/not sent +4/);
  expect(formatReport(report({}, { duplicate: 9 }))).toContain("was this run repeated?");
  expect(formatReport(report({ unanswered: 3 }, { stored: 99 }))).toContain("2 of 3 whose answer was lost");
  expect(formatReport(report({}, { balanced: false }))).toMatch(/balanced +NO/);
});

test("the table wonders when no country is known", () => {
  const given = report({});
  const countries = (...keys: string[]) =>
    formatReport({ ...given, tops: { countries: keys.map((key) => ({ key, total: 1 })) } });
  expect(countries("unknown")).toContain("No country is known");
  expect(countries("unknown", "NL")).not.toContain("No country is known");
  expect(formatReport(given)).not.toContain("No country is known");
});
