import { expect, expectTypeOf, test } from "vitest";
import { describeSettings, settingsTable } from "./describe-settings.ts";
import { type Environment, parseSettingGroups, parseSettings, SettingsError } from "./parse-settings.ts";
import { boolean, choice, duration, integer, list, secret, text, url } from "./setting.ts";

const schema = {
  port: integer("WAYPOST_PORT", { doc: "Port of the product.", default: 8080, min: 0, max: 65535 }),
  host: text("WAYPOST_HOST", { doc: "Address to listen on.", default: "127.0.0.1" }),
  sync: boolean("WAYPOST_SYNC", { doc: "Wait for the disk.", default: false }),
  patience: duration("WAYPOST_PATIENCE", { doc: "How long.", default: "3s", minMs: 1 }),
  level: choice("WAYPOST_LEVEL", ["debug", "info"], { doc: "How much.", default: "info" }),
  token: secret("WAYPOST_TOKEN", { doc: "The token.", default: null, minLength: 8 }),
  origins: list("WAYPOST_ORIGINS", { doc: "Who may ask.", pattern: /^https:/, expects: "origins" }),
  base: url("WAYPOST_BASE", { doc: "What visitors see.", default: null }),
};

function faultsOf(env: Environment): readonly string[] {
  try {
    parseSettings(schema, env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

test("gives typed values, and defaults for what is not set or empty", () => {
  const settings = parseSettings(schema, { WAYPOST_PORT: "80", WAYPOST_HOST: "", PATH: "/bin" });
  expect(settings).toEqual({
    port: 80,
    host: "127.0.0.1",
    sync: false,
    patience: 3_000,
    level: "info",
    token: null,
    origins: [],
    base: null,
  });
  expectTypeOf(settings).toEqualTypeOf<{
    readonly port: number;
    readonly host: string;
    readonly sync: boolean;
    readonly patience: number;
    readonly level: "debug" | "info";
    readonly token: string | null;
    readonly origins: readonly string[];
    readonly base: string | null;
  }>();
});

test.each([
  ["WAYPOST_SYNC", "Yes", "sync", true],
  ["WAYPOST_SYNC", "0", "sync", false],
  ["WAYPOST_PATIENCE", "250ms", "patience", 250],
  ["WAYPOST_PATIENCE", "7d", "patience", 604_800_000],
  ["WAYPOST_LEVEL", "debug", "level", "debug"],
  ["WAYPOST_ORIGINS", "https://a, https://b,", "origins", ["https://a", "https://b"]],
  ["WAYPOST_BASE", "https://go.example/", "base", "https://go.example"],
] as const)("reads %s=%s", (key, given, name, value) => {
  expect(parseSettings(schema, { [key]: given })[name]).toEqual(value);
});

test("tells all faults at once", () => {
  expect(
    faultsOf({
      WAYPOST_PORT: "70000",
      WAYPOST_SYNC: "maybe",
      WAYPOST_PATIENCE: "3",
      WAYPOST_LEVEL: "loud",
      WAYPOST_ORIGINS: "http://a",
      WAYPOST_BASE: "ftp://a",
    }),
  ).toEqual([
    "WAYPOST_PORT=70000: expected a whole number from 0 to 65535.",
    "WAYPOST_SYNC=maybe: expected true or false.",
    "WAYPOST_PATIENCE=3: expected a duration such as 250ms, 5s, 10m, 24h or 7d, at least 1 ms.",
    "WAYPOST_LEVEL=loud: expected one of debug, info.",
    "WAYPOST_ORIGINS=http://a: expected origins, separated by commas.",
    "WAYPOST_BASE=ftp://a: expected a URL that begins with http:// or https://.",
  ]);
});

test("a key that belongs to nothing is a fault, with the one that was meant", () => {
  expect(faultsOf({ WAYPOST_PROT: "1" })).toEqual([
    "WAYPOST_PROT is not a setting; did you mean WAYPOST_PORT?",
  ]);
  expect(faultsOf({ WAYPOST_UNRELATED_THING: "1" })).toEqual([
    "WAYPOST_UNRELATED_THING is not a setting; remove it, or find the right one in docs/settings.md.",
  ]);
});

test("a required setting that is missing is a fault", () => {
  const needed = { name: text("WAYPOST_NAME", { doc: "Name." }) };
  expect(() => parseSettings(needed, {})).toThrow("WAYPOST_NAME is not set; it needs a text.");
});

test("a secret is never shown", () => {
  expect(faultsOf({ WAYPOST_TOKEN: "hush" })).toEqual([
    "WAYPOST_TOKEN: expected a secret of at least 8 characters.",
  ]);
  const shown = describeSettings([schema], { WAYPOST_TOKEN: "hush-hush-hush" });
  expect(shown.find((it) => it.key === "WAYPOST_TOKEN")?.value).toBe("***");
  expect(JSON.stringify(shown)).not.toContain("hush");
});

test("groups share a key when they mean the same by it, and a fault of it is told once", () => {
  const groups = { one: schema, two: { port: schema.port } };
  expect(parseSettingGroups(groups, { WAYPOST_PORT: "81" }).two.port).toBe(81);
  expect(() => parseSettingGroups(groups, { WAYPOST_PORT: "x" })).toThrow(/^WAYPOST_PORT=x: [^\n]*$/);
  const other = { port: integer("WAYPOST_PORT", { doc: "Other.", default: 9090 }) };
  expect(() => parseSettingGroups({ one: schema, other }, {})).toThrow(/declare WAYPOST_PORT with different/);
});

test("prints the table of the docs", () => {
  const table = settingsTable([{ port: schema.port, token: schema.token }]);
  expect(table).toBe(
    [
      "| Setting | Default | Accepts | Meaning |",
      "|---|---|---|---|",
      "| `WAYPOST_PORT` | `8080` | whole number from 0 to 65535 | Port of the product. |",
      "| `WAYPOST_TOKEN` |  | secret of at least 8 characters | The token. |",
      "",
    ].join("\n"),
  );
});
