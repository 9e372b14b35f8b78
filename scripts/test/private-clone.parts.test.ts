import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { openDataFolderDatabase } from "@waypost/kit/service/open-data-folder-database.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const root = join(import.meta.dirname, "../..");
const packages = join(root, "node_modules");

/** What a clone of root's has on a fresh server: everything, data included, below a folder that only root may enter. */
describe.skipIf(findCapability("root") === undefined)("a clone below a folder of mode 0700", () => {
  let home: string;
  let clone: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(() => {
    // On the disk of the packages, so that links will do instead of copies; Node runs no TypeScript among them.
    mkdirSync(join(root, ".waypost"), { recursive: true, mode: 0o700 });
    home = mkdtempSync(join(root, ".waypost/private-clone-"));
    clone = join(home, "waypost");
    linkInto(clone, root, [".git", ".waypost", "node_modules"]);
    linkInto(join(clone, "node_modules"), packages, [".cache"]);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    const kept = Object.entries(process.env).filter(
      ([key]) => !/^(WAYPOST_|VITEST|NODE_ENV$|NODE_V8_COVERAGE$|npm_)/.test(key),
    );
    env = { ...Object.fromEntries(kept), WAYPOST_NO_HOOKS: "1" };
  }, 60_000);

  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  test("npm start works, and its database reads nothing that is root's", async () => {
    const ports = { WAYPOST_PORT: "0", WAYPOST_ADMIN_PORT: "0" };
    const product = spawn("npm", ["start", "--", "--json"], {
      cwd: clone,
      env: { ...env, ...ports },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const ended = once(product, "exit");
    let output = "";
    for (const stream of [product.stdout, product.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    await vi.waitUntil(() => /"ready":true/.test(output) || product.exitCode !== null, { timeout: 50_000 });
    const { url } = JSON.parse(/^\{"ready":true.*$/m.exec(output)?.[0] ?? `{"url":"not ready: ${output}"}`);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    const secret = readFileSync(join(clone, ".waypost/admin-key"), "utf8").trim();
    const database = await openDataFolderDatabase(join(clone, ".waypost"));
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    for (const file of [join(clone, ".waypost/admin-key"), "/etc/shadow"]) {
      const read = client.query("select pg_read_file($1) as text", [file]);
      await expect(read, secret).rejects.toThrow("Permission denied");
    }
    await client.end();
    await database.close();

    process.kill(-(product.pid ?? 0), "SIGINT");
    expect(await ended).toEqual([0, null]);
  }, 90_000);

  test("npm test works", () => {
    const { status, stdout, stderr } = spawnSync("npm", ["test", "--", "services/testing/test-database"], {
      cwd: clone,
      env,
      encoding: "utf8",
    });
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped/m);
  }, 90_000);

  test("both run a copy of the programs that only root may change", () => {
    const open = ["-not", "-type", "l", "(", "-perm", "/022", "-o", "-not", "-user", "0", ")"];
    const found = spawnSync("find", ["/var/cache/waypost", ...open], { encoding: "utf8" });
    expect([found.stdout, found.stderr]).toEqual(["", ""]);
  });
});

/** Makes `target` look like a copy of `source` without some of what is in there. */
function linkInto(target: string, source: string, without: readonly string[]): void {
  mkdirSync(target, { mode: 0o700 });
  const names = readdirSync(source).filter((name) => !without.includes(name));
  const { status, stderr } = spawnSync("cp", ["-al", ...names.map((name) => join(source, name)), target], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}
