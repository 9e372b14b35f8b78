import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { baseline, isReleased } from "./baseline.ts";
import { withImage } from "./buf-image.ts";
import { compareOpenApi } from "./compare-openapi.ts";
import { compareProto } from "./compare-proto.ts";
import type { ContractFinding, GateReport } from "./finding.ts";
import { guarded } from "./guarded.ts";
import { lintOpenApi } from "./lint-openapi.ts";
import { checkProtoFormat, lintProto } from "./lint-proto.ts";
import { withMainContracts } from "./main-branch.ts";

/** Is what api/ and proto/ say right in itself? */
export async function checkContracts(root: string): Promise<readonly GateReport[]> {
  const reports = await Promise.all([
    guarded("OpenAPI lint and examples", async () => [await lintOpenApi(root)]),
    guarded("buf lint", async () => [await lintProto(root)]),
    guarded("buf format", async () => [await checkProtoFormat(root)]),
  ]);
  return reports.flat();
}

/** Compares the contracts with those last released. */
export async function compareWithBaseline(root: string): Promise<readonly GateReport[]> {
  if (!(await isReleased(root))) {
    const notes = [
      "Nothing was released yet, so there is nothing to break; see `npm run contracts:release`.",
    ];
    return [{ gate: "released baseline", findings: [], notes }];
  }
  const { label } = baseline;
  const [rest, rpc] = await Promise.all([
    compareOpenApi(root, { label, folder: join(root, baseline.openApi) }),
    compareProto(root, { label, image: join(root, baseline.image) }),
  ]);
  return [
    { gate: "OpenAPI against the released baseline", findings: rest },
    { gate: "buf breaking against the released baseline", findings: rpc },
  ];
}

/** Compares the contracts with those of main, when this is another branch. */
export function compareWithMain(root: string): Promise<readonly GateReport[]> {
  return withMainContracts(root, async (main) => {
    const notes = main.note === undefined ? [] : [main.note];
    const { folder } = main;
    if (folder === undefined) return notes.length === 0 ? [] : [{ gate: "main branch", findings: [], notes }];
    const { label } = main;
    const had = (path: string) =>
      access(join(folder, path)).then(
        () => true,
        () => false,
      );
    const [rest, rpc] = await Promise.all([
      compareOpenApi(root, { label, folder: join(folder, "api") }),
      (await had("buf.yaml"))
        ? withImage(folder, (image) => compareProto(root, { label, image }))
        : ([] as readonly ContractFinding[]),
    ]);
    return [
      { gate: "OpenAPI against main", findings: rest, notes },
      { gate: "buf breaking against main", findings: rpc },
    ];
  });
}

/** Asks the generator whether gen/, sdk/generated/ and the logic files are what the contracts say. */
export function checkDrift(root: string): Promise<GateReport> {
  const generator = join(root, "scripts/gen/main.ts");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [generator, "--check", "--json"], { cwd: root }, (error, stdout, stderr) => {
      if (error !== null && !stdout.startsWith("{"))
        return reject(new Error(`The generator failed:\n${stderr}`));
      const report: { changes: { path: string; kind: string }[]; findings: string[] } = JSON.parse(stdout);
      const drifted = report.changes.map(({ path, kind }) => ({
        path,
        line: 1,
        rule: "gen/drift",
        message: `The generated file is ${kind === "differs" ? "not what the contracts say" : kind}.`,
        hint: "Run `npm run gen` and commit the result; generated files are never edited.",
      }));
      resolve({ gate: "drift of gen/", findings: [...drifted, ...report.findings.map(readFinding)] });
    });
  });
}

/** The generator says `path[:line]: rule: What is wrong. What to do.` */
function readFinding(text: string): ContractFinding {
  const [, path = "gen", line, rule = "logic", message = text, hint] =
    /^([^:\s]+)(?::(\d+))?: ([a-z-]+): (.*?\.)(?: ([A-Z].*))?$/s.exec(text) ?? [];
  return {
    path,
    line: Number(line ?? 1),
    rule: `gen/${rule}`,
    message,
    hint: hint ?? "Run `npm run gen` when it is done.",
  };
}
