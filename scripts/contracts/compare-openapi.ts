import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parse, parseDocument } from "yaml";
import type { ScopedDocument } from "../gen/rest/derive-scopes.ts";
import { withCompletedContracts } from "./completed-contracts.ts";
import type { ContractFinding } from "./finding.ts";
import { listApis } from "./list-apis.ts";
import { parseReport, runRedocly } from "./run-redocly.ts";
import { SourceLines } from "./source-lines.ts";

interface DiffReport {
  readonly changes: readonly {
    readonly path: string;
    readonly verdicts: readonly Verdict[];
  }[];
}

interface Verdict {
  readonly ruleId: string;
  readonly impact: "major" | "minor" | "patch" | "none";
  readonly message: string;
  readonly location: { readonly file: string; readonly pointer: string };
}

/** What an older state of the REST contracts is called, and where its documents are. */
export interface OlderContracts {
  /** Such as `the released baseline`. */
  readonly label: string;
  /** Holds `<service>.yaml` files. */
  readonly folder: string;
}

/**
 * Finds what clients of the older contracts would stumble over: changes that demand a new major version. A path that has
 * moved to another contract is compared with what it is there; to clients all contracts are one API.
 */
export async function compareOpenApi(
  root: string,
  older: OlderContracts,
): Promise<readonly ContractFinding[]> {
  const [now, before] = await Promise.all([listApis(join(root, "api")), listApis(older.folder)]);
  const lines = new SourceLines(root);
  const removed = before.filter((name) => !now.includes(name)).map((name) => removedApi(older, name));
  const kept = before.filter((name) => now.includes(name));
  const found = await withCompletedContracts(join(root, "api"), (after) =>
    withCompletedContracts(older.folder, async (completed) => {
      const pathsNow = new Map<string, readonly string[]>();
      for (const name of now) pathsNow.set(name, await pathsOf(join(after, name)));
      const compared = kept.map(async (name) => {
        const lost = new Set(await pathsOf(join(completed, name)));
        for (const path of pathsNow.get(name) ?? []) lost.delete(path);
        const homes = now.filter((home) => home !== name && pathsNow.get(home)?.some((it) => lost.has(it)));
        return await Promise.all(
          [name, ...homes].map((home) =>
            compareOne(root, { older, before: completed, after, pathsNow }, { name, home }, lines),
          ),
        );
      });
      return await Promise.all(compared);
    }),
  );
  return [...removed, ...found.flat(2)];
}

/** The paths of a contract, as pointers; none of what is no contract, which redocly complains of. */
async function pathsOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8");
  try {
    const { paths = {} }: { paths?: object } = parse(text);
    return Object.keys(paths).map((it) => `#/paths/${it.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  } catch {
    return [];
  }
}

/** Folders in which both sides are written out. */
interface Compared {
  readonly older: OlderContracts;
  readonly before: string;
  readonly after: string;
  /** By contract. */
  readonly pathsNow: ReadonlyMap<string, readonly string[]>;
}

async function compareOne(
  root: string,
  { older, before, after, pathsNow }: Compared,
  { name, home }: { readonly name: string; readonly home: string },
  lines: SourceLines,
): Promise<readonly ContractFinding[]> {
  const path = `api/${home}`;
  const served = new Set([...pathsNow.values()].flat());
  const args = [
    "diff",
    join(before, name),
    join(after, home),
    "--config",
    "redocly.yaml",
    "--format",
    "json",
  ];
  const report = parseReport<DiffReport>("diff", await runRedocly(root, args));
  const open = await readOpenLists(join(after, home));
  const breaking = report.changes.flatMap((change) =>
    change.verdicts
      .filter((verdict) => verdict.impact === "major" && !isOpenList(verdict, open))
      // Told once, by the contract that had it, and only when no contract has it now.
      .filter(({ ruleId }) => ruleId !== "path-removed" || (home === name && !served.has(change.path)))
      .map(async (verdict): Promise<ContractFinding> => {
        // Of what was removed, the tool knows only the old place; then the parent that is still there is shown.
        const file = resolve(root, verdict.location.file);
        const place = isInside(before, file)
          ? await lines.find(path, change.path)
          : await lines.find(`api/${relative(after, file).replaceAll("\\", "/")}`, verdict.location.pointer);
        return {
          path: place.path,
          line: place.line,
          rule: `openapi-diff/${verdict.ruleId}`,
          message: `${verdict.message} (against ${older.label})`,
          hint: hints[verdict.ruleId] ?? generalHint,
        };
      }),
  );
  return Promise.all(breaking);
}

/** Schemas that clients expect to gain values: a new scope doesn't break clients that hold other scopes. */
async function readOpenLists(path: string): Promise<ReadonlySet<string>> {
  const document: ScopedDocument | null = parseDocument(await readFile(path, "utf8")).toJS();
  const schemas = Object.entries(document?.components?.schemas ?? {});
  return new Set(schemas.flatMap(([name, schema]) => (schema["x-every-scope"] === true ? name : [])));
}

function isOpenList({ ruleId, location }: Verdict, open: ReadonlySet<string>): boolean {
  const name = /\/components\/schemas\/([^/]+)\/enum/.exec(location.pointer)?.[1];
  return ruleId === "enum-values-added" && name !== undefined && open.has(name);
}

function isInside(folder: string, file: string): boolean {
  return !relative(folder, file).startsWith("..");
}

function removedApi(older: OlderContracts, name: string): ContractFinding {
  return {
    path: `api/${name}`,
    line: 1,
    rule: "openapi-diff/api-removed",
    message: `The contract ${name} was removed (against ${older.label}).`,
    hint: generalHint,
  };
}

const generalHint =
  "Clients rely on it. Add beside it, mark the old as deprecated, and remove it with the next major version: `npm run contracts:release -- --breaking docs/decisions/NNNN-title.md`.";

const hints: Readonly<Record<string, string>> = {
  "path-removed": "Keep the route and mark it `deprecated: true`; answer 410 only after a major release.",
  "operation-removed": "Keep the operation and mark it `deprecated: true`; remove it with a major release.",
  "property-removed": "Keep the property and mark it `deprecated: true`; clients read it.",
  "required-properties-added": "Make the property optional with a default; old clients don't send it.",
  "required-properties-removed":
    "Keep it required in what is answered; clients read it without asking whether it is there.",
  "enum-values-removed": "Keep accepting the value; old clients send it.",
  "response-removed": "Keep the status; clients branch on it. Document a new one beside it if you must.",
};
