import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = dirname(dirname(import.meta.dirname));
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
const files = Object.entries(scripts).map(([name, command]) => [name, command.split(" ").slice(2)] as const);

test.each(files)("npm run %s -- --help explains itself and does nothing", (name, argv) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv, "--help"], {
    cwd: root,
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const spoken = name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`;
  expect(stdout).toContain(spoken);
});
