import { join } from "node:path";
import { expect, test } from "vitest";
import { printImage } from "./buf-image.ts";
import { compareProto } from "./compare-proto.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const file = "proto/waypost/things/v1/things.proto";
const config = "version: v2\nmodules:\n  - path: proto\n";
const before = `syntax = "proto3";
package waypost.things.v1;

message Thing {
  string name = 1;
  string colour = 2;
  int32 weight = 5;

  message Part {
    string label = 1;
    int32 size = 2;
  }
}

enum Taste {
  TASTE_UNSPECIFIED = 0;
  TASTE_SWEET = 1;
  TASTE_SOUR = 5;
}
`;

/** What is found when a contract like `before` was released and is then edited: rules with their lines, and sentences. */
async function found(...edits: readonly (readonly [from: string, to: string])[]) {
  const root = await scratchFolder({ "buf.yaml": config, [file]: before });
  await writeFiles(root, { "image.json": await printImage(root) });
  const after = edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The contract does not hold ${from}`);
    return text.replace(from, to);
  }, before);
  await writeFiles(root, { [file]: after });
  const findings = await compareProto(root, {
    label: "the last release",
    image: join(root, "image.json"),
  });
  expect(findings.filter(({ path, hint }) => path !== file || hint.length < 20)).toEqual([]);
  return findings.map(({ line, rule, message }) => `${line} ${rule}: ${message}`).sort();
}

test("nothing is found when nothing is gone", async () => {
  expect(await found(["string name = 1;", "string name = 1;\n  string more = 9;"])).toEqual([]);
});

test("a removed field is told where its message stands, and that its number is free", async () => {
  expect(await found(["  string colour = 2;\n", ""])).toEqual([
    expect.stringMatching(/^4 buf-breaking\/FIELD_NO_DELETE: .*"colour".*\(against the last release\)$/),
    "4 waypost/reserve-removed: The removed colour = 2 of waypost.things.v1.Thing is not reserved (against the last release).",
  ]);
});

test("a number and a name that are reserved can never be given to something else", async () => {
  expect(await found(["  string colour = 2;\n", '  reserved 2;\n  reserved "colour";\n'])).toEqual([
    expect.stringContaining("FIELD_NO_DELETE"),
  ]);
  const numberAlone = await found(["  string colour = 2;\n", "  reserved 2;\n"]);
  expect(numberAlone).toContainEqual(expect.stringContaining("reserve-removed: The removed colour = 2"));
  const nameAlone = await found(["  string colour = 2;\n", '  reserved "colour";\n']);
  expect(nameAlone).toContainEqual(expect.stringContaining("reserve-removed: The removed colour = 2"));
});

test("what is nested is looked at too", async () => {
  expect(await found(["    int32 size = 2;\n", ""])).toContainEqual(
    expect.stringMatching(
      /^9 waypost\/reserve-removed: The removed size = 2 of waypost.things.v1.Thing.Part /,
    ),
  );
});

test("the last number of a range is reserved, in messages and in enums", async () => {
  const findings = await found(
    ["  int32 weight = 5;\n", '  reserved 3 to 5;\n  reserved "weight";\n'],
    ["  TASTE_SOUR = 5;\n", '  reserved 3 to 5;\n  reserved "TASTE_SOUR";\n'],
  );
  expect(findings).toEqual([
    expect.stringMatching(/^\d+ buf-breaking\/ENUM_VALUE_NO_DELETE/),
    expect.stringMatching(/^\d+ buf-breaking\/FIELD_NO_DELETE/),
  ]);
  const tooShort = await found(["  int32 weight = 5;\n", '  reserved 3 to 4;\n  reserved "weight";\n']);
  expect(tooShort).toContainEqual(expect.stringContaining("reserve-removed: The removed weight = 5"));
});

test("a contract that can't be compiled is told with its place", async () => {
  await expect(found(["string name = 1;", "string name = ;"])).rejects.toThrow(`${file}:5`);
});
