import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { runMain } from "../run-main.ts";
import { baseline } from "./baseline.ts";
import { printImage } from "./buf-image.ts";
import { bundleOpenApi } from "./bundle-openapi.ts";
import { printFinding, tidyFindings } from "./finding.ts";
import { checkContracts, compareWithBaseline } from "./gates.ts";
import { listApis } from "./list-apis.ts";

const usage = `npm run contracts:release -- [--breaking docs/decisions/NNNN-title.md]
Makes the contracts as they are now the released baseline, which \`npm run contracts\` holds every change to.
Refuses contracts that break those released before, unless --breaking names the decision record that says why.
`;

const root = join(import.meta.dirname, "../..");

async function main(): Promise<number> {
  const { values } = parseArguments("npm run contracts:release", {
    options: { breaking: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help) return print(usage, 0);
  if (values.breaking !== undefined) {
    const problem = await refuseRecord(values.breaking);
    if (problem !== undefined) return print(`${problem}\n`, 1);
  }
  const [checks, comparisons] = await Promise.all([checkContracts(root), compareWithBaseline(root)]);
  const compared = tidyFindings(comparisons.flatMap((report) => report.findings));
  // What was removed stays reserved, whatever the decision record says.
  const unreserved = compared.filter(({ rule }) => rule === "waypost/reserve-removed");
  const breaking = compared.filter((finding) => !unreserved.includes(finding));
  const faults = [...tidyFindings(checks.flatMap((report) => report.findings)), ...unreserved];
  if (faults.length > 0) {
    for (const finding of faults) print(printFinding(finding), 1);
    return print(`Not released: ${faults.length} of these must be mended first.\n`, 1);
  }
  if (breaking.length > 0 && values.breaking === undefined) {
    for (const finding of breaking) print(printFinding(finding), 1);
    return print(
      `Not released: it breaks clients in ${breaking.length} ways. If that is decided, write down why and say so: npm run contracts:release -- --breaking docs/decisions/NNNN-title.md\n`,
      1,
    );
  }
  const written = await writeBaseline();
  const what =
    breaking.length === 0 ? "" : `, breaking in ${breaking.length} ways as ${values.breaking} decided`;
  return print(`Released: ${written} of the baseline's files changed${what}. Commit them.\n`, 0);
}

async function refuseRecord(path: string): Promise<string | undefined> {
  if (!/^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/.test(path)) {
    return `--breaking wants a decision record, docs/decisions/NNNN-title.md, and got ${path}.`;
  }
  return access(join(root, path)).then(
    () => undefined,
    () => `There is no ${path}; write down first why clients have to break.`,
  );
}

async function writeBaseline(): Promise<number> {
  const apis = await listApis(join(root, "api"));
  const files = new Map<string, string>([[baseline.image, await printImage(root)]]);
  for (const name of apis) files.set(`${baseline.openApi}/${name}`, await bundleOpenApi(root, `api/${name}`));
  for (const name of await readdir(join(root, baseline.openApi)).catch(() => [])) {
    if (!apis.includes(name)) await rm(join(root, baseline.openApi, name));
  }
  let changed = 0;
  for (const [path, content] of files) {
    const target = join(root, path);
    if ((await readFile(target, "utf8").catch(() => undefined)) === content) continue;
    changed++;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.tmp`, content);
    await rename(`${target}.tmp`, target);
  }
  return changed;
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

await runMain(main);
