import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";
import { parse } from "yaml";
import { ContractError } from "./contract-error.ts";
import { sourceMap } from "./source-map.ts";

export const problemsFile = "api/shared/problems.yaml";

export interface ProblemModel {
  readonly slug: string;
  readonly code: ErrorCode;
  readonly title: string;
  readonly description: string;
}

/** Reads the slugs that logic may answer. */
export async function readProblems(root: string): Promise<ReadonlyMap<string, ProblemModel>> {
  const text = await readFile(join(root, problemsFile), "utf8");
  const source = sourceMap(text);
  const raw = (parse(text) ?? {}) as Record<string, Partial<ProblemModel> | null>;
  const problems = new Map<string, ProblemModel>();
  const findings = [];
  for (const [slug, entry] of Object.entries(raw)) {
    const { code, title, description = "" } = entry ?? {};
    const fault = faultOf(slug, code, title);
    if (fault === undefined && code !== undefined && title !== undefined) {
      problems.set(slug, { slug, code, title, description: description.trim() });
    } else {
      findings.push({
        file: problemsFile,
        line: source.lineOf([slug]),
        rule: "problem-entry",
        message: `${slug} ${fault ?? "is not complete"}.`,
        hint: `Write code (${Object.keys(errorCodes).join(", ")}), title and description.`,
      });
    }
  }
  if (findings.length > 0) throw new ContractError(findings);
  return problems;
}

function faultOf(slug: string, code: string | undefined, title: string | undefined): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) return "is not a slug in kebab-case";
  if (code === undefined || !Object.hasOwn(errorCodes, code)) return `has no known code (${code})`;
  return title === undefined || title === "" ? "has no title" : undefined;
}
