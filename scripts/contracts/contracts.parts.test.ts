import { rm } from "node:fs/promises";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContractFinding } from "./finding.ts";
import { makeScratchClone, type ScratchClone } from "./scratch-clone.ts";

const source = join(import.meta.dirname, "../..");
const links = "api/links.yaml";
const identityApi = "api/identity.yaml";
const identity = "proto/waypost/identity/v1/identity.proto";
const analytics = "proto/waypost/analytics/v1/analytics.proto";

describe.skipIf(findCapability("git") === undefined)("contracts", { timeout: 120_000 }, () => {
  let clone: ScratchClone;

  beforeAll(async () => {
    clone = await makeScratchClone(source);
    // What is released here is what is here, whatever the last real release was.
    await rm(join(clone.root, "api/baseline"), { recursive: true, force: true });
    await rm(join(clone.root, "proto/baseline"), { recursive: true, force: true });
    const released = await clone.script("scripts/contracts/release.ts");
    if (released.code !== 0) throw new Error(released.stdout + released.stderr);
    await clone.git("add", "-A");
    await clone.git("commit", "-q", "--allow-empty", "-m", "Release");
  });

  afterAll(() => clone?.remove());

  /** The line on which `pattern` stands, after the line on which `after` stands. */
  async function lineOf(path: string, pattern: RegExp, after = /^/): Promise<number> {
    const lines = (await clone.read(path)).split("\n");
    const from = lines.findIndex((line) => after.test(line));
    const at = lines.findIndex((line, i) => i > from && pattern.test(line));
    expect(at, `${path} has ${pattern} after ${after}`).toBeGreaterThan(0);
    return at + 1;
  }

  async function findings(...options: string[]): Promise<readonly ContractFinding[]> {
    const { code, stdout, stderr } = await clone.script("scripts/contracts/main.ts", "--json", ...options);
    expect(stderr).toBe("");
    const report: { findings: ContractFinding[] } = JSON.parse(stdout);
    expect(code).toBe(report.findings.length === 0 ? 0 : 1);
    return report.findings;
  }

  test("hold as they are", async () => {
    expect(await findings("--no-drift")).toEqual([]);
  });

  describe("broken by what was committed to main", () => {
    let found: readonly ContractFinding[] = [];

    beforeAll(async () => {
      await clone.edit(
        identity,
        "  string workspace_id = 2 [(buf.validate.field).string.uuid = true];\n",
        "",
      );
      await clone.edit(analytics, "  int64 human = 2;", "  int64 human = 9;");
      await clone.edit(
        links,
        "enum: [createdAt, -createdAt, code, -code]",
        "enum: [createdAt, -createdAt, code]",
      );
      await clone.edit(links, "      required: [url]\n", "      required: [url, title]\n");
      await clone.edit(links, '        title: { type: [string, "null"], examples: [Spring sale] }\n', "");
      await clone.edit(
        links,
        "required: [id, code, shortUrl, url, title, tags",
        "required: [id, code, shortUrl, url, tags",
      );
      const text = await clone.read(links);
      await clone.write(
        links,
        text
          .replace(/ {2}\/api\/v1\/links\/\{id\}\/restore:\n[\s\S]*?(?=\n {2}\/)/, "")
          .replace("paths:\n\n", "paths:\n"),
      );
      const workspaces = await clone.read(identityApi);
      await clone.write(identityApi, workspaces.replace('"201":', '"200":'));
      await clone.git("commit", "-q", "-a", "-m", "Break everything");
      found = await findings();
    });

    test.each<[string, string, string, RegExp, RegExp]>([
      ["a removed field", identity, "buf-breaking/FIELD_NO_DELETE", /^message VerifyKeyResponse/, /^/],
      ["its number left free", identity, "waypost/reserve-removed", /^message VerifyKeyResponse/, /^/],
      ["a renumbered field", analytics, "buf-breaking/FIELD_NO_DELETE", /^message ClickCounts/, /^/],
      ["a narrowed enum", links, "openapi-diff/enum-values-removed", /enum: \[createdAt/, /name: sort/],
      [
        "a new required property",
        links,
        "openapi-diff/required-properties-added",
        /required: \[url, title\]/,
        /^ {4}LinkCreate:/,
      ],
      [
        "a removed property of an answer",
        links,
        "openapi-diff/property-removed",
        /properties:/,
        /^ {4}Link:/,
      ],
      ["a removed route", links, "openapi-diff/path-removed", /^paths:/, /^/],
      ["a changed status", identityApi, "openapi-diff/response-removed", /"200":/, /createWorkspace/],
    ])("are red for %s, with file, line and rule", async (_, path, rule, pattern, after) => {
      const line = await lineOf(path, pattern, after);
      expect(found.map((one) => `${one.path}:${one.line} ${one.rule}`)).toContain(`${path}:${line} ${rule}`);
    });

    test("tell what to do about each", () => {
      expect(found.filter(({ hint, message }) => hint.length < 20 || message.length < 10)).toEqual([]);
    });

    test("name generated files that are not what the contracts say", () => {
      expect(found).toContainEqual(
        expect.objectContaining({ rule: "gen/drift", path: "gen/proto/waypost/identity/v1/identity_pb.ts" }),
      );
    });

    test("are not released, neither by mistake nor by a decision, while a number is left free", async () => {
      await clone.git("checkout", "-q", "HEAD~1", "--", "api");
      await clone.write("docs/decisions/9999-break.md", "# Break\n");
      const refused = await clone.script(
        "scripts/contracts/release.ts",
        "--breaking",
        "docs/decisions/9999-break.md",
      );
      expect(refused.code).toBe(1);
      expect(refused.stdout).toContain("waypost/reserve-removed");
    });
  });

  test("are held to main on a branch, also for what was never released", async () => {
    await clone.git("reset", "-q", "--hard", "HEAD~1");
    await clone.edit(
      identity,
      "  repeated string scopes = 3;\n",
      "  repeated string scopes = 3;\n  string motto = 7;\n",
    );
    await clone.git("commit", "-q", "-a", "-m", "Add to main");
    await clone.git("checkout", "-q", "-b", "topic");
    await clone.edit(identity, "  string motto = 7;\n", '  reserved 7;\n  reserved "motto";\n');
    await clone.git("commit", "-q", "-a", "-m", "Take it away again");
    const broken = (await findings("--no-drift")).filter(
      ({ rule }) => rule === "buf-breaking/FIELD_NO_DELETE",
    );
    expect(broken).toHaveLength(1);
    expect(broken[0]?.message).toMatch(/motto.*against main at [0-9a-f]{8}/);
  });

  test("move the baseline only with a decision when they break clients", async () => {
    await clone.git("checkout", "-q", "-f", "main");
    await clone.edit(identity, "  repeated string scopes = 3;\n", '  reserved 3;\n  reserved "scopes";\n');
    const refused = await clone.script("scripts/contracts/release.ts");
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain("buf-breaking/FIELD_NO_DELETE");
    expect(await clone.git("status", "--porcelain", "proto/baseline")).toBe("");
    const invented = await clone.script(
      "scripts/contracts/release.ts",
      "--breaking",
      "docs/decisions/9998-none.md",
    );
    expect(invented.stdout).toContain("There is no docs/decisions/9998-none.md");
    await clone.write("docs/decisions/9999-break.md", "# Break\n");
    const decided = await clone.script(
      "scripts/contracts/release.ts",
      "--breaking",
      "docs/decisions/9999-break.md",
    );
    expect(decided.stdout).toContain("as docs/decisions/9999-break.md decided");
    expect(await clone.git("status", "--porcelain", "proto/baseline")).toContain("image.json");
    expect((await findings("--no-drift")).filter(({ rule }) => rule.startsWith("buf"))).toEqual([]);
  });
});
