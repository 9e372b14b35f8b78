import { header } from "../planned-files.ts";
import { type ProblemModel, problemsFile } from "./read-problems.ts";

/** Emits `gen/rest/problems.ts`: the table of slugs and the function that makes their faults. */
export function emitProblems(problems: ReadonlyMap<string, ProblemModel>): string {
  const entries = [...problems.values()].map(
    ({ slug, code, title, description }) =>
      `  ${JSON.stringify(slug)}: { code: ${JSON.stringify(code)}, title: ${JSON.stringify(title)}, description: ${JSON.stringify(description.replace(/\s+/g, " "))} },\n`,
  );
  return `${header(problemsFile)}import { Fault, type FaultOptions } from "@waypost/kit/errors/fault.ts";
import type { ProblemEntry } from "@waypost/kit/http/table.ts";

/** Every problem that logic may answer, by its slug. */
export const problems = {
${entries.join("")}} as const satisfies Readonly<Record<string, ProblemEntry>>;

export type ProblemSlug = keyof typeof problems;

/** Makes the fault of a slug, for logic to return or throw; its status follows from the slug's code. */
export function fault<Slug extends ProblemSlug>(slug: Slug, options?: FaultOptions): Fault<Slug> {
  return new Fault(problems[slug].code, slug, options);
}
`;
}
