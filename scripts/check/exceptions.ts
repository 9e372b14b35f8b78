import type { Finding } from "./finding.ts";

/** One finding that is accepted for now. The list in exceptions.json may only get shorter. */
export interface Exception {
  readonly rule: string;
  readonly path: string;
  /** Why it is accepted, and what would end it. */
  readonly why: string;
}

const list = "scripts/check/exceptions.json";

/**
 * Takes excepted findings away, and adds one for every exception that excepts nothing any more or that `before`,
 * the list on the main branch, did not have.
 */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  before: readonly Exception[],
): Finding[] {
  const same = (a: { rule: string; path: string }, b: { rule: string; path: string }): boolean =>
    a.rule === b.rule && a.path === b.path;
  const left = findings.filter((finding) => !exceptions.some((exception) => same(exception, finding)));
  const stale = exceptions.filter((exception) => !findings.some((finding) => same(exception, finding)));
  const added = exceptions.filter((exception) => !before.some((old) => same(old, exception)));
  const about = (exception: Exception, message: string): Finding => ({
    rule: "exceptions",
    path: list,
    message: `${exception.rule} for ${exception.path}: ${message}`,
  });
  return [
    ...left,
    ...stale.map((e) => about(e, "no longer needed; take it out.")),
    ...added.map((e) => about(e, "new; the list only shrinks, so mend the finding instead.")),
  ];
}
