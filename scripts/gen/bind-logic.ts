import { kebabCase, pascalCase } from "./rest/names.ts";
import type { WantedLogic } from "./wanted-logic.ts";

/**
 * The text of a service.ts with the import and the map entry of `logic`; nothing else in it changes. Undefined when the
 * map is not a literal list of names, which is for a person to extend.
 */
export function bindLogic(text: string, { kind, service, name }: WantedLogic): string | undefined {
  const map = new RegExp(`(: ${pascalCase(service)}${mapSuffix[kind]}<[^>]*> = \\{)([^{}]*)\\};`).exec(text);
  if (map === null) return undefined;
  const [whole, head, entries = ""] = map;
  const listed = entries.trim().replace(/,$/, "");
  const longer = entries.includes("\n")
    ? `\n  ${listed}${listed === "" ? "" : ",\n  "}${name},\n`
    : ` ${listed}${listed === "" ? "" : ", "}${name} `;
  const bound = `${text.slice(0, map.index)}${head}${longer}};${text.slice(map.index + whole.length)}`;
  return addImport(
    bound,
    `./logic/${kebabCase(name)}.ts`,
    `import { ${name} } from "./logic/${kebabCase(name)}.ts";\n`,
  );
}

const mapSuffix = { rest: "Operations", rpc: "Rpc" } as const;

/** What a person has to write where {@link bindLogic} can't. */
export function describeBinding({ kind, service, name }: WantedLogic): string {
  return `Write \`import { ${name} } from "./logic/${kebabCase(name)}.ts";\` and \`${name},\` in a map \`${kind === "rest" ? "operations" : "methods"}: ${pascalCase(service)}${mapSuffix[kind]}<${pascalCase(service)}Context> = { … };\` that defineService gets as its ${kind}.`;
}

/** Among its kind in order, or after the last import when it is the first of its kind. */
function addImport(text: string, module: string, line: string): string {
  const imports = [...text.matchAll(/^import\s[^;]*?from "([^"]+)";\n/gm)].map((found) => ({
    module: found[1] ?? "",
    start: found.index,
    end: found.index + found[0].length,
  }));
  const later = imports.find((one) => one.module.startsWith("./") && stem(one.module) > stem(module));
  const at = later?.start ?? imports.at(-1)?.end ?? 0;
  return text.slice(0, at) + line + text.slice(at);
}

/** By which the formatter sorts: of `get-link.ts` and `get-link-stats.ts`, the shorter name comes first. */
function stem(module: string): string {
  return module.replace(/\.ts$/, "");
}
