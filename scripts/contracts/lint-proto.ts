import { tryBuf } from "../gen/rpc/run-buf.ts";
import type { ContractFinding, GateReport } from "./finding.ts";

/** One line of what buf prints with `--error-format json`. */
interface BufFinding {
  readonly path?: string;
  readonly start_line?: number;
  readonly type: string;
  readonly message: string;
}

/** Reads buf's findings; anything else it complains about is thrown. */
export function readBufFindings(
  command: string,
  { code, stdout, stderr }: { code: number; stdout: Buffer; stderr: string },
  toFinding: (found: Required<BufFinding>) => ContractFinding,
): readonly ContractFinding[] {
  if (code === 0) return [];
  const text = stdout.toString("utf8").trim();
  if (!text.startsWith("{")) throw new Error(`buf ${command} failed:\n${stderr}${text}`.trim());
  return text.split("\n").map((line) => {
    const found: BufFinding = JSON.parse(line);
    return toFinding({ path: "proto", start_line: 1, ...found });
  });
}

/** Lints the RPC contracts by buf.yaml: names, versions of packages, `_UNSPECIFIED` zeros, own types per method. */
export async function lintProto(root: string): Promise<GateReport> {
  const outcome = await tryBuf(root, ["lint", "--error-format", "json"]);
  const findings = readBufFindings("lint", outcome, ({ path, start_line, type, message }) => ({
    path,
    line: start_line,
    rule: `buf-lint/${type}`,
    message,
    hint: `Change the contract; the rule is described at https://buf.build/docs/lint/rules/#${type.toLowerCase()}.`,
  }));
  return { gate: "buf lint", findings };
}

/** Holds the RPC contracts to buf's own format. */
export async function checkProtoFormat(root: string): Promise<GateReport> {
  const outcome = await tryBuf(root, ["format", "--diff", "--exit-code", "--path", "proto/waypost"]);
  const diff = outcome.stdout.toString("utf8");
  if (outcome.code !== 0 && diff === "") throw new Error(`buf format failed:\n${outcome.stderr}`.trim());
  const findings = [...diff.matchAll(/^\+\+\+ (\S+).*\n@@ -(\d+)/gm)].map(([, path = "", line]) => ({
    path,
    line: Number(line),
    rule: "buf-format",
    message: "The file is not formatted.",
    hint: "Run `npm run format`.",
  }));
  return { gate: "buf format", findings };
}
