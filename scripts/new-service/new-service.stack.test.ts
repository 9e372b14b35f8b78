import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { expect, onTestFinished, test } from "vitest";

const source = join(import.meta.dirname, "../..");

/** The suites that hold for every service, whatever it is called. */
const suites = [
  "scripts/gateway/",
  "scripts/check/deploy",
  "scripts/stack/plan-processes",
  "services/all/test/alone",
  "services/all/test/contract/",
  "services/all/test/metrics",
  "services/all/test/start",
  "services/all/options",
  "services/reports/",
];

/** A checkout of its own with the files of this one as they are now, without packages. */
function scratchCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), "waypost-new-service-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const listed = execFileSync("git", ["ls-files", "-coz", "--exclude-standard"], {
    cwd: source,
    encoding: "utf8",
  });
  for (const path of listed.split("\0").filter((it) => it !== ""))
    cpSync(join(source, path), join(root, path), { force: true });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("-c", "user.name=Scratch", "-c", "user.email=scratch@example.com", "commit", "-q", "-m", "As it is");
  return root;
}

/** Runs a script of package.json there. @throws Error with what it said when it fails */
async function npmRun(root: string, script: string, ...args: string[]): Promise<void> {
  // Nothing of the test run that this is part of.
  const own = Object.entries(process.env).filter(([key]) => !/^(WAYPOST_TEST_|VITEST|NODE_ENV)/.test(key));
  const env = { ...Object.fromEntries(own), WAYPOST_NO_HOOKS: "1" };
  const child = spawn("npm", ["run", "-s", script, "--", ...args], { cwd: root, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`npm run ${script} ${args.join(" ")} ended with ${code}:\n${said}`);
}

/** Puts `text` before the first place of `mark` in a file. */
function insert(path: string, mark: string, text: string): void {
  const before = readFileSync(path, "utf8");
  expect(before.split(mark).length, `${path} has no ${mark}`).toBeGreaterThan(1);
  writeFileSync(
    path,
    before.replace(mark, () => `${text}${mark}`),
  );
}

test.skipIf(findCapability("git") === undefined || findCapability("gateway") === undefined)(
  "a new service with a scope, a topic, a setting and a table needs no edit elsewhere",
  { timeout: 900_000 },
  async () => {
    const start = performance.now();
    const root = scratchCheckout();
    await npmRun(root, "new:service", "reports");
    const made = performance.now();
    // The template has operations, scopes and a table; the rest is what a service says of itself.
    const folder = join(root, "services/reports");
    insert(
      join(folder, "declaration.ts"),
      "  processes:",
      '  writes: [{ name: "reports", carries: "changes of reports", partitions: 2, retentionDays: 3 }],\n  reads: ["clicks"],\n',
    );
    const config = join(folder, "config.ts");
    insert(
      config,
      "} as const",
      'colour: text("WAYPOST_REPORTS_COLOUR", { doc: "Of reports.", default: "blue" }) ',
    );
    insert(config, "import ", 'import { text } from "@waypost/kit/settings/setting.ts";\n');
    await npmRun(root, "format");
    await npmRun(root, "gen");
    await npmRun(root, "check");
    const checked = performance.now();
    for (const [path, part] of [
      ["deploy/compose.stack.yaml", "\n  reports-1:\n"],
      ["deploy/kafka-acls.sh", "User:waypost-reports --operation Read --topic waypost.clicks\n"],
      ["deploy/gateway/routes.conf", "proxy_pass http://reports;"],
      ["docs/settings.md", "`WAYPOST_REPORTS_COLOUR`"],
      ["README.md", "| `services/reports` |"],
      ["gen/rest/openapi.json", '"reports:read"'],
    ] as const)
      expect(readFileSync(join(root, path), "utf8"), path).toContain(part);
    await npmRun(root, "test", ...suites);
    const seconds = (from: number, to: number) => `${Math.round((to - from) / 1000)} s`;
    process.stdout.write(
      `new:service took ${seconds(start, made)}, gen and check ${seconds(made, checked)}, the suites ${seconds(checked, performance.now())}\n`,
    );
  },
);
