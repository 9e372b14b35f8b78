import { expect, test } from "vitest";
import { parseCombinedLine } from "./parse-combined-log.ts";

const line =
  '192.0.2.7 - - [17/May/2015:10:05:03 +0000] "GET /a?b=1 HTTP/1.1" 200 203 "http://example.org/" "Mozilla/5.0 (X11)"';

test("reads a whole line", () => {
  expect(parseCombinedLine(line)).toEqual({
    address: "192.0.2.7",
    at: "17/May/2015:10:05:03 +0000",
    method: "GET",
    target: "/a?b=1",
    referrer: "http://example.org/",
    userAgent: "Mozilla/5.0 (X11)",
  });
});

test("reads a line that was cut within its user agent", () => {
  expect(parseCombinedLine(line.slice(0, -3))?.userAgent).toBe("Mozilla/5.0 (X1");
});

test("takes a hyphen for an absent header and undoes escapes", () => {
  const parsed = parseCombinedLine(
    '192.0.2.7 - - [x] "HEAD / HTTP/1.0" 304 - "-" "say \\"hi\\" \\\\ \\x09 end"',
  );
  expect(parsed?.referrer).toBe("");
  expect(parsed?.userAgent).toBe('say "hi" \\ \t end');
});

test.each([
  "",
  "hello",
  '192.0.2.7 - - [x] "GET /" 200 1 "-" "-"',
  '192.0.2.7 - - [x] "get / HTTP/1.1" 200 1 "-" "-"',
])("refuses %j", (bad) => {
  expect(parseCombinedLine(bad)).toBeNull();
});
