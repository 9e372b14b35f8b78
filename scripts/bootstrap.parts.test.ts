import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** Stands in for the package manager: "installs" the Node that runs this test, and says that it was called. */
const working = `#!/bin/sh
echo "Progress: resolved 1, done"
mkdir -p node_modules/node/bin
ln -sf "${process.execPath}" node_modules/node/bin/node
echo x >> installs
`;

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "waypost-bootstrap-"));
  for (const folder of ["scripts", "bin"]) mkdirSync(join(clone, folder));
  for (const file of ["bootstrap.mjs", "run.mjs"]) {
    copyFileSync(join(import.meta.dirname, file), join(clone, "scripts", file));
  }
  writeFileSync(join(clone, "pnpm-lock.yaml"), "lockfileVersion: 9\n");
  writeFileSync(
    join(clone, "hello.ts"),
    "const text: string = process.argv.slice(2).join();\nconsole.log(text);\n",
  );
  packageManager(working);
});

afterEach(() => rmSync(clone, { recursive: true }));

function packageManager(script: string): void {
  writeFileSync(join(clone, "bin/npx"), script);
  chmodSync(join(clone, "bin/npx"), 0o755);
}

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${clone}/bin:${process.env.PATH}`,
  WAYPOST_NO_HOOKS: "",
});

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const argv = [join(clone, "scripts/run.mjs"), ...args];
  return spawnSync(process.execPath, argv, { cwd: clone, encoding: "utf8", env: environment() });
}

const installs = (): number => readFileSync(join(clone, "installs"), "utf8").length / 2;

test("a fresh clone installs once, then runs the script with its arguments", () => {
  expect(run("hello.ts", "a", "b")).toMatchObject({ status: 0, stdout: "a,b\n" });
  const second = run("hello.ts", "c");
  expect(second).toMatchObject({ status: 0, stdout: "c\n", stderr: "" });
  expect(installs()).toBe(1);
});

test("another lock file installs again", () => {
  run("hello.ts");
  writeFileSync(join(clone, "pnpm-lock.yaml"), "lockfileVersion: 10\n");
  run("hello.ts");
  expect(installs()).toBe(2);
});

test.each([
  ["npm error code ENOTFOUND", /registry could not be reached/],
  ["ERR_PNPM_OUTDATED_LOCKFILE", /does not match the package.json files/],
  ["write: ENOSPC", /disk is full/],
  ["something else", /something else\nInstalling the packages failed/],
])("a failure that says %s ends with one clear sentence, and is tried again next time", (said, sentence) => {
  packageManager(`#!/bin/sh\necho "${said}" >&2\nexit 1\n`);
  const failed = run("hello.ts");
  expect(failed).toMatchObject({ status: 1, stdout: "" });
  expect(failed.stderr).toMatch(sentence);
  packageManager(working);
  expect(run("hello.ts", "x")).toMatchObject({ status: 0, stdout: "x\n" });
});

test("hooks are enabled by the first install, not by later ones, nor against the owner's will", () => {
  const git = (...args: string[]): string =>
    spawnSync("git", args, { cwd: clone, encoding: "utf8" }).stdout.trim();
  git("init", "--quiet");
  const hooks = (): string => git("config", "--local", "core.hooksPath");
  run("hello.ts");
  expect(hooks()).toBe(".githooks");
  git("config", "--unset", "core.hooksPath");
  writeFileSync(join(clone, "pnpm-lock.yaml"), "changed\n");
  run("hello.ts");
  expect(hooks()).toBe("");
});

test("the script's exit code is the command's", () => {
  writeFileSync(join(clone, "fails.ts"), "process.exitCode = 7;\n");
  expect(run("fails.ts").status).toBe(7);
});

test.each(["in place of the launcher", "as its child, where Node can't replace itself"])(
  "a signal reaches the script, which runs %s, and its answer counts",
  async (how) => {
    const script =
      'process.on("SIGTERM", () => process.exit(3));\nsetInterval(() => {}, 1e6);\nconsole.log("up");\n';
    writeFileSync(join(clone, "waits.ts"), script);
    run("hello.ts");
    const old = how.startsWith("as") ? ["--import", "data:text/javascript,delete process.execve"] : [];
    const child = spawn(process.execPath, [...old, join(clone, "scripts/run.mjs"), "waits.ts"], {
      env: environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([3, null]);
  },
);

test("without npx it says what to install", () => {
  rmSync(join(clone, "bin/npx"));
  const result = spawnSync(process.execPath, [join(clone, "scripts/run.mjs"), "hello.ts"], {
    encoding: "utf8",
    env: { PATH: `${clone}/bin` },
  });
  expect(result).toMatchObject({ status: 1, stderr: expect.stringContaining("install npm") });
  expect(existsSync(join(clone, "node_modules"))).toBe(false);
});
