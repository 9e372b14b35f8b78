import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { packageManager } from "../bootstrap.mjs";
import { applyChanges, findChanges } from "../gen/apply-plan.ts";
import { formatFiles } from "../gen/format-files.ts";
import { problemsFile } from "../gen/rest/read-problems.ts";
import { runMain } from "../run-main.ts";
import { addDependency } from "./add-dependency.ts";
import { planProblems, planService, refuseName } from "./plan-service.ts";

const usage = `npm run new:service NAME
Makes a service of the standard shape: contracts, migration, rooms, README and tests, and adds it to the product.
NAME is 2 to 30 lower-case letters and digits. Nothing that exists is overwritten.
  --help   print this
`;

const root = join(import.meta.dirname, "../..");

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run new:service", {
    options: { help: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  if (values.help) return say(usage, 0);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return say(usage, 1);
  const refusal = refuseName(name, await existingServices());
  if (refusal !== undefined) return say(`${refusal}\n`, 1);

  const files = new Map(await planService(name));
  files.set(problemsFile, (await read(problemsFile)) + (await planProblems(name)));
  const manifest = "services/all/package.json";
  files.set(manifest, addDependency(await read(manifest), `@waypost/${name}`));
  const plan = { files, folders: [] };
  await applyChanges(root, [plan], await findChanges(root, [plan]));
  await formatFiles(root, [`services/${name}`]);
  for (const path of files.keys()) say(`wrote ${path}\n`);
  const linked = link();
  if (linked !== 0) return say("The package could not be linked; run `npx pnpm install` and go on.\n", 1);
  return say(`Now: npm run gen, then npm test -- services/${name}\n`, 0);
}

/** A name is taken by its folder, its contracts or its migrations. */
async function existingServices(): Promise<readonly string[]> {
  const folders = ["services", "api", "db", "proto/waypost"];
  const names = await Promise.all(folders.map((folder) => readdir(join(root, folder)).catch(() => [])));
  return names.flat().map((name) => name.replace(/\..*$/, ""));
}

/** The workspace has one more package, which the lock file must know before anything can import it. */
function link(): number {
  const args = [
    "--yes",
    packageManager,
    "install",
    "--no-frozen-lockfile",
    "--prefer-offline",
    "--reporter=silent",
  ];
  return spawnSync("npx", args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

function read(path: string): Promise<string> {
  return readFile(join(root, path), "utf8");
}

function say(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

await runMain(main);
