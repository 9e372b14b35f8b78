import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const root = dirname(dirname(dirname(import.meta.dirname)));
const blocks = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/^```sh\n(.*?)^```$/gms)].map(
  ([, text = ""]) => text,
);
const starts = (block: string): boolean => block.trim() === "npm start";
const tests = (block: string): boolean => block.trim() === "npm test";

/** What a block promises to print, in comments such as `# → 302`. */
function promisesOf(block: string): string[] {
  return [...block.matchAll(/# → (.+)$/gm)].map(([, text = ""]) => text.trim());
}

describe("the README, typed in from top to bottom", () => {
  const data = mkdtempSync(join(tmpdir(), "waypost-readme-"));
  const env = cleanEnvironment();
  let base: string;
  let product: ChildProcess;
  let shell: Shell;

  beforeAll(async () => {
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    product = spawn("npm", ["start"], {
      cwd: root,
      env: { ...env, WAYPOST_PORT: String(port), WAYPOST_ADMIN_PORT: "0", WAYPOST_DATA: data },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    shell = new Shell(env);
    await ready(product, base);
  }, 120_000);

  afterAll(async () => {
    shell?.end();
    if (product?.exitCode === null && product.pid !== undefined) {
      process.kill(-product.pid, "SIGINT"); // what Ctrl-C does
      await once(product, "exit");
    }
    rmSync(data, { recursive: true, force: true });
  });

  test("begins by starting it", () => {
    expect(blocks[0]).toSatisfy(starts);
  });

  test.each(blocks.filter((block) => !starts(block) && !tests(block)))("%s", async (block) => {
    const text = block
      .replaceAll("http://127.0.0.1:8080", base)
      .replaceAll(".waypost/admin-key", `${data}/admin-key`);
    const readsOnly = !/ -d | -X /.test(block);
    const run = async (): Promise<void> => {
      const { output, failed } = await shell.run(text);
      expect(failed, output).toBe(false);
      for (const promise of promisesOf(block)) expect(output).toContain(promise);
    };
    await (readsOnly ? vi.waitFor(run, { timeout: 10_000, interval: 100 }) : run());
  });

  test("npm test", async () => {
    expect(blocks.filter(tests)).toHaveLength(1);
    // The whole suite inside itself would never end; one file shows that the command works.
    const { output, failed } = await shell.run("npm test -- scripts/test/summary.test.ts\n");
    expect(failed, output).toBe(false);
    expect(output).toMatch(/^\d+ passed, 0 failed, 0 skipped$/m);
  }, 120_000);

  test("Ctrl-C ends npm with 0, and not before the product has stopped", async () => {
    const ended = once(product, "exit");
    process.kill(-(product.pid ?? 0), "SIGINT");
    expect(await ended).toEqual([0, null]);
    await expect(fetch(base)).rejects.toThrow();
    expect(existsSync(join(data, "postgres/pgdata/postmaster.pid"))).toBe(false);
  });
});

/** The environment of somebody who has just cloned the repository: no settings, and not inside of vitest. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(WAYPOST_|VITEST|NODE_ENV$|NODE_V8_COVERAGE$|npm_)/;
  const own = Object.entries(process.env).filter(([key]) => !foreign.test(key));
  return { ...Object.fromEntries(own), WAYPOST_NO_HOOKS: "1" };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function ready(child: ChildProcess, base: string): Promise<void> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) return; // no use in waiting; told below
      expect((await fetch(`${base}/readyz`)).status).toBe(200);
    },
    { timeout: 100_000, interval: 100 },
  );
  if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output}`);
}

/** One bash for all blocks, so that what one block sets the next one has. */
class Shell {
  readonly #bash: ChildProcess;
  #output = "";

  constructor(env: NodeJS.ProcessEnv) {
    this.#bash = spawn("bash", ["--noprofile", "--norc"], {
      cwd: root,
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#bash.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#output += text;
      this.#bash.emit("output");
    });
    this.#bash.on("exit", () => this.#bash.emit("output"));
    this.#bash.stdin?.write("set -o pipefail\nexec 2>&1\n");
  }

  /** Runs a block to its end; it failed when any command in it did. */
  async run(block: string): Promise<{ output: string; failed: boolean }> {
    this.#output = "";
    this.#bash.stdin?.write(`failed=0\ntrap 'failed=1' ERR\n${block}\nprintf '\\n[block %s]\\n' "$failed"\n`);
    for (;;) {
      const end = /\n\[block ([01])\]\n$/.exec(this.#output);
      if (end !== null) return { output: this.#output.slice(0, end.index), failed: end[1] !== "0" };
      if (this.#bash.exitCode !== null) return { output: this.#output, failed: true };
      await once(this.#bash, "output");
    }
  }

  end(): void {
    this.#bash.stdin?.end();
  }
}
