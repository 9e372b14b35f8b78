/** Something a contract gate does not accept. */
export interface ContractFinding {
  /** Path from the root of the repository. */
  readonly path: string;
  /** From 1. For something that was removed: where it used to belong. */
  readonly line: number;
  /** Which tool and rule, such as `openapi-diff/property-removed` or `buf-breaking/FIELD_NO_DELETE`. */
  readonly rule: string;
  readonly message: string;
  /** What to do next. */
  readonly hint: string;
}

/** What one gate says. */
export interface GateReport {
  /** Such as `OpenAPI lint`. */
  readonly gate: string;
  readonly findings: readonly ContractFinding[];
  /** What the reader should know although it is no fault, such as a comparison that could not be made. */
  readonly notes?: readonly string[];
}

/** One finding as three lines: where and which rule, what, and what to do. */
export function printFinding({ path, line, rule, message, hint }: ContractFinding): string {
  return `${path}:${line}  ${rule}\n    ${message}\n    → ${hint}\n`;
}

/** In the order of the files, the same finding of two comparisons only once. */
export function tidyFindings(findings: readonly ContractFinding[]): readonly ContractFinding[] {
  const unique = new Map(findings.map((f) => [`${f.path}:${f.line} ${f.rule} ${f.message}`, f]));
  return [...unique.values()].sort((a, b) =>
    a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1,
  );
}
