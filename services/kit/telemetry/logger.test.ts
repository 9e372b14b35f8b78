import fc from "fast-check";
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

  test("leaves out the rows and statements that PostgreSQL quotes", () => {
    const quoted = Object.assign(new Error('null value in column "code"'), {
      severity: "ERROR",
      code: "23502",
      table: "links",
      detail: "Failing row contains (https://secret1234.example).",
      where: "COPY clicks, line 1: secret1234",
    });
    for (const err of [quoted, new Error("outer", { cause: quoted }), new AggregateError([quoted], "some")]) {
      const { line } = logged((log) => log.child({ a: 1 }).error({ err }, "failed"));
      expect(line).not.toContain("secret1234");
      expect(line).toContain("null value in column");
    }
    expect(logged((log) => log.error({ err: quoted })).entry.err).toMatchObject({
      code: "23502",
      table: "links",
    });
    const own = Object.assign(new Error("x"), { detail: "told" });
    expect(logged((log) => log.error({ err: own })).entry.err).toMatchObject({ detail: "told" });
  });

  test("takes it out behind what JSON escapes", () => {
    const { line, entry } = logged((log) =>
      log.info(
        {
          lines: "peer\n203.0.113.9\t2001:db8::7\r\nwp_abcdefgh12345678\nBearer secret1234.x",
          controls: "\u001b203.0.113.9\u001bwp_abcdefgh12345678 \u001b2001:db8::7",
          path: "\\203.0.113.9 \\2001:db8::7 \\wp_abcdefgh12345678 x:203.0.113.9",
        },
        "m",
      ),
    );
    expect(line).not.toMatch(/secret1234|abcdefgh12345678|203\.0\.113\.9|2001:db8::7/);
    expect(entry.path).toBe("\\[address] \\[address] \\wp_[redacted] x:[address]");
  });

  test("leaves every line the JSON that it was", () => {
    const piece = fc.constantFrom(
      ...'\\ \b \f \n \r \u001b " : :: f::1 b::2 ::7 a 1 . 203.0.113.9 2001:db8::7 wp_abcd Bearer ip'.split(
        " ",
      ),
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { entry } = logged((log) => log.info({ text: pieces.join(""), after: 1 }, "m"));
        expect(entry).toMatchObject({ after: 1, msg: "m" });
      }),
      { numRuns: 3_000 },
    );
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
