import type { ChangedFiles } from "./changed-files.ts";

/** What a step came to; its output is empty or says why. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** One of the checks. */
export interface Step {
  readonly what: string;
  /** Which changes it has something to say about. */
  readonly about: RegExp;
  /** Which files it looks at one by one; the others see the whole tree, because a change there breaks files elsewhere. */
  readonly single?: RegExp;
  /** What makes it look at every file again. */
  readonly rules?: RegExp;
  run(files: readonly string[]): Outcome | Promise<Outcome>;
}

export interface StepPlan {
  readonly run: readonly { readonly name: string; readonly step: Step; readonly files: readonly string[] }[];
  readonly leftOut: readonly string[];
}

/** What to run on which files; none means all. */
export function planSteps(
  chosen: readonly (readonly [string, Step])[],
  changed: ChangedFiles | undefined,
): StepPlan {
  if (changed === undefined)
    return { run: chosen.map(([name, step]) => ({ name, step, files: [] })), leftOut: [] };
  const leftOut: string[] = [];
  const run = chosen.flatMap(([name, step]) => {
    const { about, single, rules = /^$/ } = step;
    const concerned = changed.all.some((path) => about.test(path) || rules.test(path));
    const files = single === undefined ? [] : changed.present.filter((path) => single.test(path));
    const everywhere = single === undefined || changed.all.some((path) => rules.test(path));
    if (!concerned || !(everywhere || files.length > 0)) {
      leftOut.push(`left out ${name}: nothing that it looks at differs from ${changed.base}`);
      return [];
    }
    if (everywhere) return [{ name, step, files: [] }];
    leftOut.push(`left out of ${name}: every file but the ${files.length} that differ from ${changed.base}`);
    return [{ name, step, files }];
  });
  return { run, leftOut };
}
