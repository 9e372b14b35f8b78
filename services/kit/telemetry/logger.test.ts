import { describe, expect, test } from "vitest";
import { createLogger } from "./logger.ts";

function logged(write: (log: ReturnType<typeof createLogger>) => void): {
  line: string;
  entry: Record<string, unknown>;
} {
  const lines: string[] = [];
  write(createLogger("info", { write: (line) => lines.push(line) }));
  expect(lines).toHaveLength(1);
  const [line = ""] = lines;
  return { line, entry: JSON.parse(line) };
}

describe("a line", () => {
  test("is one JSON object with ISO time and the level by name", () => {
    const { entry } = logged((log) => log.child({ requestId: "r1", traceId: "t1" }).info({ n: 1 }, "hello"));
    expect(entry).toMatchObject({ level: "info", msg: "hello", n: 1, requestId: "r1", traceId: "t1" });
    expect(entry.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("can't be broken by what is logged", () => {
    const { line, entry } = logged((log) =>
      log.info({ path: '/a\n{"level":"fatal"}\r\u001b[31m\u009b\u2028' }, "x\ny"),
    );
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(entry.path).toBe('/a\n{"level":"fatal"}\r\u001b[31m\u009b\u2028');
  });

  test("carries an error with its cause", () => {
    const { entry } = logged((log) =>
      log.error({ err: new Error("outer", { cause: new Error("inner") }) }, "failed"),
    );
    expect(entry.err).toMatchObject({ type: "Error", message: expect.stringContaining("inner") });
  });
});

describe("redaction", () => {
  test.each([
    ["a header at any depth", { req: { headers: { authorization: "Bearer wp_abcdefgh12345678" } } }],
    ["an escaped value", { a: { b: { c: { cookie: 'sid="secret\\"1234"; x=y' } } } }],
    ["a list", { "set-cookie": ["sid=secret1234", "other=secret1234"] }],
    [
      "a key within a text",
      { note: "key wp_abcdefgh12345678 was refused, secret1234".replace("secret1234", "") },
    ],
    ["credentials within a text", { note: "sent Authorization: Bearer eyJhbGciOi.secret1234.sig" }],
    ["a password field", { password: "secret1234" }],
    ["an address field", { remoteAddress: "10.1.2.3", req: { ip: "203.0.113.9" } }],
    ["a forwarded chain", { headers: { "X-Forwarded-For": "203.0.113.9, 10.1.2.3" } }],
    ["an address within a text", { note: "visitor 203.0.113.9 and 2001:db8::7 came" }],
  ])("takes out %s", (_, value) => {
    const { line } = logged((log) => log.info(value, "m"));
    expect(line).not.toMatch(/secret1234|abcdefgh12345678|203\.0\.113\.9|10\.1\.2\.3|2001:db8::7/);
    expect(line).toMatch(/\[redacted\]|\[address\]/);
  });

  test("takes it out of error messages and stacks", () => {
    const { line } = logged((log) =>
      log.error({ err: new Error("bad key wp_abcdefgh12345678 from 203.0.113.9") }),
    );
    expect(line).not.toMatch(/abcdefgh12345678|203\.0\.113\.9/);
  });

  test("leaves times, versions, own addresses and ids alone", () => {
    const value = {
      at: "12:34:56",
      version: "26.10.0",
      url: "http://127.0.0.1:8080 [::1]:8080",
      id: "0198c1de-0000-7000-8000-000000000001",
    };
    expect(logged((log) => log.info(value, "up")).entry).toMatchObject(value);
  });
});
