import { ContractError, type ContractFinding } from "./contract-error.ts";
import type { Contract, OpenApiDocument, PathItem } from "./model.ts";
import { pascalCase } from "./names.ts";

/**
 * One document of all contracts: what the product shows to the world. Components of one name that are the same in
 * every contract are kept once; others get the name of their service in front.
 * @throws ContractError when two contracts declare the same path
 */
export function mergeDocuments(contracts: readonly Contract[]): OpenApiDocument {
  const renamed = contracts.map((contract) => ({ contract, document: rename(contract, contracts) }));
  const paths = new Map<string, { readonly owner: Contract; readonly item: PathItem }>();
  const findings: ContractFinding[] = [];
  for (const { contract, document } of renamed) {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      const other = paths.get(path);
      if (other !== undefined) {
        findings.push({
          file: contract.file,
          line: contract.source.lineOf(["paths", path]),
          rule: "path-unique",
          message: `${path} is already declared in ${other.owner.file}.`,
          hint: "A path belongs to one service; move its operations into one contract.",
        });
      }
      paths.set(path, { owner: contract, item });
    }
  }
  if (findings.length > 0) throw new ContractError(findings);
  return {
    openapi: "3.1.0",
    info: {
      title: "Waypost",
      version: newestVersion(contracts),
      description: "Short links and the clicks they get.",
      license: contracts[0]?.document.info.license,
    },
    servers: contracts[0]?.document.servers ?? [{ url: "/" }],
    security: contracts[0]?.document.security ?? [],
    tags: uniqueTags(contracts),
    paths: Object.fromEntries([...paths].map(([path, { item }]) => [path, item])),
    components: mergeComponents(renamed.map(({ document }) => document)),
  };
}

/** The document with its conflicting components renamed, references included. */
function rename(contract: Contract, contracts: readonly Contract[]): OpenApiDocument {
  const renames = new Map<string, string>();
  const components: Record<string, Record<string, unknown>> = {};
  for (const [section, entries] of Object.entries(contract.document.components ?? {})) {
    const renamed: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(entries)) {
      const text = JSON.stringify(value);
      const conflicts = contracts.some(({ document }) => {
        const other = document.components?.[section]?.[name];
        return other !== undefined && JSON.stringify(other) !== text;
      });
      const free = conflicts ? `${pascalCase(contract.service)}${name}` : name;
      if (conflicts) renames.set(`#/components/${section}/${name}`, `#/components/${section}/${free}`);
      renamed[free] = value;
    }
    components[section] = renamed;
  }
  const document = { ...contract.document, components };
  return renames.size === 0 ? document : (rewriteRefs(document, renames) as OpenApiDocument);
}

function rewriteRefs(value: unknown, renames: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteRefs(item, renames));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string"
        ? (renames.get(inner) ?? inner)
        : rewriteRefs(inner, renames),
    ]),
  );
}

function mergeComponents(documents: readonly OpenApiDocument[]): OpenApiDocument["components"] & {} {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const { components } of documents) {
    for (const [section, entries] of Object.entries(components ?? {})) {
      merged[section] = { ...merged[section], ...entries };
    }
  }
  return merged;
}

function uniqueTags(contracts: readonly Contract[]): readonly { readonly name: string }[] {
  const tags = contracts.flatMap(({ document }) => document.tags ?? []);
  return tags.filter(({ name }, index) => tags.findIndex((tag) => tag.name === name) === index);
}

function newestVersion(contracts: readonly Contract[]): string {
  const versions = contracts.map(({ document }) => String(document.info.version));
  return versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1) ?? "0.0.0";
}
