import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = dirname(dirname(import.meta.dirname));

/** Each line that ends in a comment drops a promise in a way of its own. */
const probe = `import { rm } from "node:fs/promises";
import Fastify from "fastify";
import type { Kysely } from "kysely";
import type { Pool } from "pg";

export async function probe(db: Kysely<{ t: { a: number } }>, pool: Pool, peer: { call(): Promise<void> }) {
  rm("a"); // of Node
  void rm("a"); // said to be meant
  db.deleteFrom("t").execute(); // of kysely
  pool.query("select 1"); // of pg
  peer.call(); // of an interface
  Fastify().close(); // of fastify
  await db.transaction().execute(async (tx) => {
    tx.deleteFrom("t").execute(); // inside a callback
  });
  Promise.all([rm("a")]); // of several
  setTimeout(async () => rm("a"), 1); // given to who does not wait
  process.on("exit", async () => {}); // the same
  await rm("a");
  peer.call().catch(() => {});
}
`;

test("every way to drop a promise is found, also where its type comes from a package", () => {
  const folder = mkdtempSync(join(tmpdir(), "waypost-promises-"));
  try {
    symlinkSync(join(root, "services/kit/node_modules"), join(folder, "node_modules"));
    const typeRoots = [join(root, "node_modules/@types")];
    const tsconfig = { extends: join(root, "tsconfig.json"), compilerOptions: { typeRoots }, include: ["."] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
    writeFileSync(join(folder, "probe.ts"), probe);
    const { stdout } = spawnSync(
      join(root, "node_modules/.bin/oxlint"),
      ["--type-aware", "--config", join(root, ".oxlintrc.json"), "--format", "unix", "probe.ts"],
      { cwd: folder, encoding: "utf8" },
    );
    const found = [...stdout.matchAll(/probe\.ts:(\d+):/g)].map(([, line]) => Number(line));
    const dropped = probe.split("\n").flatMap((line, index) => (/; \/\/ /.test(line) ? [index + 1] : []));
    expect(found.toSorted((a, b) => a - b)).toEqual(dropped);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
