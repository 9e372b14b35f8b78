import { expect, test } from "vitest";
import { checkProtoFormat, lintProto } from "./lint-proto.ts";
import { scratchFolder } from "./scratch-folder.ts";

const file = "proto/waypost/things/v1/things.proto";
const config = "version: v2\nmodules:\n  - path: proto\nlint:\n  use: [STANDARD]\n";
const sound = `syntax = "proto3";

package waypost.things.v1;

message Thing {
  string name = 1;
}
`;

async function rootWith(text: string): Promise<string> {
  return await scratchFolder({ "buf.yaml": config, [file]: text });
}

test("nothing is found in a contract that is as it should be", async () => {
  const root = await rootWith(sound);
  expect(await lintProto(root)).toEqual({ gate: "buf lint", findings: [] });
  expect(await checkProtoFormat(root)).toEqual({ gate: "buf format", findings: [] });
});

test("a name against the rules is told with its place, the rule, and where that is described", async () => {
  const { findings } = await lintProto(await rootWith(sound.replace("string name", "string Name")));
  expect(findings).toEqual([
    {
      path: file,
      line: 6,
      rule: "buf-lint/FIELD_LOWER_SNAKE_CASE",
      message: expect.stringContaining('"Name"'),
      hint: expect.stringContaining("https://buf.build/docs/lint/rules/#field_lower_snake_case"),
    },
  ]);
});

test("a file that is not formatted is named", async () => {
  const { findings } = await checkProtoFormat(await rootWith(sound.replace("  string", "      string")));
  expect(findings).toEqual([expect.objectContaining({ path: file, rule: "buf-format" })]);
});

test("what buf can't work with is an error that tells what buf said", async () => {
  const root = await scratchFolder({ "buf.yaml": "version: v7\n", [file]: sound });
  await expect(lintProto(root)).rejects.toThrow(/^buf lint failed:\n.*version/s);
  await expect(checkProtoFormat(root)).rejects.toThrow(/^buf format failed:\n.*version/s);
});
