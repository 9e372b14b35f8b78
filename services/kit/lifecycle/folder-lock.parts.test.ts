import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { lockFolder } from "./folder-lock.ts";

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "waypost-lock-"));
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

test("makes the folder for us alone and can be taken again after a release", () => {
  const folder = join(base, "a", "b");
  const lock = lockFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "lock.db")).mode & 0o777).toBe(0o600);
  expect(() => lockFolder(folder)).toThrow(`The data folder ${folder} is in use by process ${process.pid}`);
  lock.release();
  lock.release();
  lockFolder(folder).release();
});

test("a lock that nobody refers to any more is still held", () => {
  const url = new URL("folder-lock.ts", import.meta.url).href;
  const program = `import { lockFolder } from ${JSON.stringify(url)}; const folder = ${JSON.stringify(base)};
    lockFolder(folder);
    setTimeout(() => { gc(); setTimeout(() => { try { lockFolder(folder); } catch (error) { console.log(error.name); } }, 1); }, 1);`;
  const { stdout } = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", program]);
  expect(stdout.toString()).toBe("FolderInUseError\n");
});

test("another process is kept out until the holder is killed", async () => {
  const url = new URL("folder-lock.ts", import.meta.url).href;
  const program = `import { lockFolder } from ${JSON.stringify(url)}; lockFolder(${JSON.stringify(base)}); console.log("held"); setInterval(() => {}, 60000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Left running, it would keep the test's process from ending.
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  expect(() => lockFolder(base)).toThrow(`in use by process ${child.pid}`);
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  lockFolder(base).release();
});
