import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { kebabCase, pascalCase } from "./rest/names.ts";
import { fillTemplate } from "./template.ts";

/** A piece of logic that a contract asks for: one file `services/<service>/logic/<kebab-case of name>.ts`. */
export interface WantedLogic {
  readonly kind: "rest" | "rpc";
  readonly service: string;
  /** The exported constant, such as `createLink`. */
  readonly name: string;
  /** The generated type of that constant, such as `CreateLink`. */
  readonly typeName: string;
  readonly importFrom: string;
  /** `file:line` of the contract. */
  readonly declaredAt: string;
  readonly summary: string;
  /** An RPC method that answers a stream. */
  readonly streams?: boolean;
}

export interface Scaffold {
  /** Logic files that are wanted and absent; those that exist are never touched. */
  readonly files: ReadonlyMap<string, string>;
  /** What a person has to put right, one line each. */
  readonly findings: readonly string[];
}

/** Compares the logic that the contracts want with the logic that is there. */
export async function planScaffold(root: string, wanted: readonly WantedLogic[]): Promise<Scaffold> {
  const files = new Map<string, string>();
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
      if (!there.includes(path) && !files.has(path)) files.set(path, await stub(one));
    }
    findings.push(
      ...findOrphans(there, logic),
      ...(await findUnbound(root, folder, logic)),
      ...(await findOpenResults(root, there, logic)),
    );
  }
  return { files, findings: findings.sort() };
}

function stub({ kind, service, name, typeName, importFrom, summary, streams }: WantedLogic): Promise<string> {
  return fillTemplate(streams === true ? `${kind}-stream-logic` : `${kind}-logic`, {
    name,
    type: typeName,
    from: importFrom,
    context: `${pascalCase(service)}Context`,
    summary: summary.replace(/\.$/, "") || name,
  });
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
async function findUnbound(root: string, folder: string, logic: readonly WantedLogic[]): Promise<string[]> {
  const path = `${folder}/service.ts`;
  const text = await readFile(join(root, path), "utf8").catch(() => "");
  return logic
    .filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text))
    .map(
      ({ name, kind, declaredAt }) =>
        `${path}: unbound-logic: ${name} (${declaredAt}) is not in the service's map. Import it from ./logic/${kebabCase(name)}.ts and add it to the ${kind} map.`,
    );
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
