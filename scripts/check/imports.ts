import { parseSync } from "oxc-parser";

/** One import or re-export of a module. */
export interface Import {
  readonly specifier: string;
  /** From 1. */
  readonly line: number;
  /** Only types cross, so nothing of the module is there at run time. */
  readonly typeOnly: boolean;
}

/** What the checks need of a parsed file. */
export interface Parsed {
  readonly imports: readonly Import[];
  /** The text with every comment blanked, so that a search finds code only; lines keep their numbers. */
  readonly code: string;
}

/** Finds what a TypeScript or JavaScript file imports, statically or by `import("literal")`. */
export function parseImports(path: string, text: string): Parsed {
  const { module, comments } = parseSync(path, text); // what does not parse is named by tsc
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const imports: Import[] = module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    line: lineAt(found.start),
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  for (const found of module.staticExports) {
    const from = found.entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest;
    if (from === undefined || from === null) continue;
    const typeOnly = found.entries.every((entry) => entry.isType);
    imports.push({ specifier: from.value, line: lineAt(found.start), typeOnly });
  }
  for (const found of module.dynamicImports) {
    const literal = text.slice(found.moduleRequest.start, found.moduleRequest.end);
    if (!/^["'`][^$]*["'`]$/.test(literal)) continue;
    imports.push({ specifier: literal.slice(1, -1), line: lineAt(found.start), typeOnly: false });
  }
  let code = text;
  for (const { start, end } of comments) {
    code = code.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + code.slice(end);
  }
  return { imports, code };
}
