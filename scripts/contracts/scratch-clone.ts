import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A repository of its own with the files of this one as they are now, ignored ones excepted, all of them in one commit on its `main`. */
export interface ScratchClone {
  readonly root: string;
  read(path: string): Promise<string>;
  /** Replaces `from`, which must be there once, by `to`. */
  edit(path: string, from: string, to: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  git(...args: string[]): Promise<string>;
  /** Runs one of the contract scripts there with the pinned Node. */
  script(path: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  remove(): Promise<void>;
}

/** Makes a {@link ScratchClone} in a temporary folder; installed packages are linked, not copied. */
export async function makeScratchClone(source: string): Promise<ScratchClone> {
  const root = await mkdtemp(join(tmpdir(), "waypost-scratch-"));
  const git = async (...args: string[]) => (await run("git", args, { cwd: root })).stdout;
  const listed = await run("git", ["ls-files", "-coz", "--exclude-standard"], {
    cwd: source,
    maxBuffer: 16 << 20,
  });
  // Somebody may have removed a file that is still tracked.
  await Promise.all(
    listed.stdout
      .split("\0")
      .filter(Boolean)
      .map((path) => cp(join(source, path), join(root, path), { recursive: true }).catch(() => {})),
  );
  for (const folder of ["", "gen", "scripts", "sdk", "bench", ...(await listServices(source))]) {
    await symlink(join(source, folder, "node_modules"), join(root, folder, "node_modules")).catch(() => {});
  }
  await git("init", "-q", "-b", "main");
  await git("config", "user.email", "scratch@example.com");
  await git("config", "user.name", "Scratch");
  await git("config", "core.hooksPath", "/dev/null");
  await git("add", "-A");
  await git("commit", "-q", "-m", "As it is");

  const read = (path: string) => readFile(join(root, path), "utf8");
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  return {
    root,
    read,
    write,
    git,
    async edit(path, from, to) {
      const text = await read(path);
      if (text.split(from).length !== 2) throw new Error(`${path} must hold this once: ${from}`);
      await write(
        path,
        text.replace(from, () => to),
      );
    },
    script: (path, ...args) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          [join(root, path), ...args],
          { cwd: root, maxBuffer: 16 << 20 },
          (error, stdout, stderr) => resolve({ code: error === null ? 0 : 1, stdout, stderr }),
        );
      }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function listServices(source: string): Promise<string[]> {
  return (await readdir(join(source, "services"))).map((name) => `services/${name}`);
}
