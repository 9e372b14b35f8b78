import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const hook = join(dirname(dirname(import.meta.dirname)), ".githooks", "commit-msg");
const folder = mkdtempSync(join(tmpdir(), "waypost-message-"));

afterAll(() => rmSync(folder, { recursive: true }));

function judge(message: string): { status: number | null; stderr: string } {
  const path = join(folder, "MESSAGE");
  writeFileSync(path, message);
  return spawnSync("sh", [hook, path], { encoding: "utf8" });
}

test.each([
  ["a short subject", "Count each visit once\n"],
  ["reasons on the third line, and comments of git", "Count each visit once\n\nBecause.\n# Please enter\n"],
  ["72 characters that are more bytes", `${"ä".repeat(72)}\n`],
  ["what git writes itself", `fixup! ${"x".repeat(80)}\n`],
])("the commit-msg hook lets through %s", (_, message) => {
  expect(judge(message)).toMatchObject({ status: 0, stderr: "" });
});

test.each([
  ["a longer subject", `${"x".repeat(73)}\n`, "at most 72 characters"],
  ["reasons right below the subject", "Count each visit once\nBecause.\n", "second line"],
])("the commit-msg hook refuses %s", (_, message, words) => {
  expect(judge(message)).toMatchObject({ status: 1, stderr: expect.stringContaining(words) });
});
