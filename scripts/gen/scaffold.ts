import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bindLogic, describeBinding } from "./bind-logic.ts";
import { kebabCase, pascalCase } from "./rest/names.ts";
import { scaffoldTest } from "./scaffold-test.ts";
import { fillTemplate } from "./template.ts";
import type { WantedLogic } from "./wanted-logic.ts";

export interface Scaffold {
  /** Logic files that are wanted and absent, and the first test of each; those that exist are never touched. */
  readonly files: ReadonlyMap<string, string>;
  /** Each `service.ts` whose map lacks logic, as it is with it, by path. */
  readonly bindings: ReadonlyMap<string, string>;
  /** What a person has to put right, one line each. */
  readonly findings: readonly string[];
}

/** Compares the logic that the contracts want with the logic that is there. */
export async function planScaffold(root: string, wanted: readonly WantedLogic[]): Promise<Scaffold> {
  const files = new Map<string, string>();
  const bindings = new Map<string, string>();
  const findings: string[] = [];
  for (const [service, logic] of Map.groupBy(wanted, (one) => one.service)) {
    const folder = `services/${service}`;
    const present = await readFile(join(root, folder, "package.json"), "utf8").catch(() => undefined);
    if (present === undefined) {
      findings.push(
        `${folder}: missing-service: ${logic[0]?.declaredAt} belongs to no service. Make it with \`npm run new:service ${service}\`, or rename the contract.`,
      );
      continue;
    }
    findings.push(...refuseTwins(logic));
    const there = await listLogic(root, folder);
    for (const one of logic) {
      const path = `${folder}/logic/${kebabCase(one.name)}.ts`;
      if (there.includes(path) || files.has(path)) continue;
      files.set(path, await stub(one));
      const test = `${folder}/test/${kebabCase(one.name)}.parts.test.ts`;
      if (one.test !== undefined && !existsSync(join(root, test))) {
        files.set(test, await scaffoldTest({ ...one, summary: summaryOf(one) }, one.test));
      }
    }
    const map = await bindAll(root, `${folder}/service.ts`, logic);
    if (map.bound !== undefined) bindings.set(`${folder}/service.ts`, map.bound);
    findings.push(
      ...findOrphans(there, logic),
      ...map.findings,
      ...(await findOpenResults(root, there, logic)),
    );
  }
  return { files, bindings, findings: findings.sort() };
}

function stub({ kind, service, name, typeName, importFrom, summary, streams }: WantedLogic): Promise<string> {
  return fillTemplate(streams === true ? `${kind}-stream-logic` : `${kind}-logic`, {
    name,
    type: typeName,
    from: importFrom,
    context: `${pascalCase(service)}Context`,
    summary: summaryOf({ summary, name }),
  });
}

function summaryOf({ summary, name }: Pick<WantedLogic, "summary" | "name">): string {
  return summary.replace(/\.$/, "") || name;
}

function refuseTwins(logic: readonly WantedLogic[]): string[] {
  return [...Map.groupBy(logic, ({ name }) => kebabCase(name)).values()]
    .filter((twins) => twins.length > 1)
    .map((twins) => {
      const [first, second] = twins;
      return `${second?.declaredAt}: twin-logic: ${second?.name} needs the same logic file as ${first?.name} at ${first?.declaredAt}. Rename one of them.`;
    });
}

function findOrphans(there: readonly string[], logic: readonly WantedLogic[]): string[] {
  const wanted = new Set(logic.map(({ service, name }) => `services/${service}/logic/${kebabCase(name)}.ts`));
  return there
    .filter((path) => !wanted.has(path))
    .map(
      (path) =>
        `${path}: orphaned-logic: no operation or RPC method of the contracts has this name. Delete the file, rename it after its operation, or put the operation back.`,
    );
}

/** The compiler refuses an incomplete map too, but only where the map is bound at all. */
async function bindAll(
  root: string,
  path: string,
  logic: readonly WantedLogic[],
): Promise<{ readonly bound: string | undefined; readonly findings: readonly string[] }> {
  const text = await readFile(join(root, path), "utf8").catch(() => "");
  const findings: string[] = [];
  let bound = text;
  for (const one of logic) {
    if (new RegExp(`\\b${one.name}\\b`).test(bound)) continue;
    const next = bindLogic(bound, one);
    if (next !== undefined) bound = next;
    else
      findings.push(
        `${path}: unbound-logic: ${one.name} (${one.declaredAt}) is not in the service's map. ${describeBinding(one)}`,
      );
  }
  return { bound: bound === text ? undefined : bound, findings };
}

/** A function that leaves its result to be inferred compiles with properties that its contract doesn't have. */
async function findOpenResults(
  root: string,
  there: readonly string[],
  logic: readonly WantedLogic[],
): Promise<string[]> {
  const findings: string[] = [];
  for (const { kind, service, name, typeName } of logic) {
    const path = `services/${service}/logic/${kebabCase(name)}.ts`;
    if (kind !== "rest" || !there.includes(path)) continue;
    const text = await readFile(join(root, path), "utf8");
    if (new RegExp(`Promise<\\s*${typeName}Result\\s*>`).test(text)) continue;
    findings.push(
      `${path}: open-result: ${name} does not say what it answers, so the compiler lets properties pass that the contract doesn't have. Write \`async (…): Promise<${typeName}Result> =>\`.`,
    );
  }
  return findings;
}

async function listLogic(root: string, folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder, "logic")).catch(() => []);
  return names
    .filter((name) => name.endsWith(".ts") && !/\.(test|test-d)\.ts$/.test(name))
    .map((name) => `${folder}/logic/${name}`);
}
