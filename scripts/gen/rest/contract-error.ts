/** One thing wrong with a contract, with the place and what to do. */
export interface ContractFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  readonly hint: string;
}

/** Contracts that can't be generated from; carries every finding, in order of file and line. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly findings: readonly ContractFinding[];

  constructor(findings: readonly ContractFinding[]) {
    const sorted = [...findings].sort((a, b) => compare(a.file, b.file) || a.line - b.line);
    // The same may be found from several places, such as a reference to a file that is not there.
    super([...new Set(sorted.map(printFinding))].join("\n"));
    this.findings = sorted;
  }
}

function printFinding({ file, line, rule, message, hint }: ContractFinding): string {
  return `${file}:${line}: ${rule}: ${message} ${hint}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
