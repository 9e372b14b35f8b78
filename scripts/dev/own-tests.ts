import { posix } from "node:path";

/**
 * The tests of a file: itself, those of its name (beside it, or else anywhere in its package), or else one of those of
 * its package that reach it by the fewest imports: the likest named, of those that name an export of it if any does.
 * `texts` holds the package's files by path.
 */
export function ownTests(path: string, texts: ReadonlyMap<string, string>): readonly string[] {
  if (isTest(path)) return [path];
  const named = [...texts.keys()].filter((one) => isTest(one) && stem(one) === stem(path));
  const beside = named.filter((one) => posix.dirname(one) === posix.dirname(path));
  if (named.length > 0) return beside.length > 0 ? beside : named;
  const near = nearest(path, texts);
  const exported = new RegExp(`\\b(${exportsOf(texts.get(path) ?? "").join("|") || "(?!)"})\\b`);
  const naming = near.filter((one) => exported.test(texts.get(one) ?? ""));
  return (naming.length > 0 ? naming : near)
    .toSorted((a, b) => likeness(b, path) - likeness(a, path) || (a < b ? -1 : 1))
    .slice(0, 1);
}

function exportsOf(text: string): string[] {
  const declared = /^export (?:async |abstract )*(?:function|class|const|interface|type) (\w+)/gm;
  return [...text.matchAll(declared)].map(([, name = ""]) => name);
}

function nearest(path: string, texts: ReadonlyMap<string, string>): string[] {
  const seen = new Set([path]);
  for (let level = [path]; level.length > 0; ) {
    const importers = [...texts]
      .filter(
        ([one, text]) => !seen.has(one) && importsOf(one, text).some((target) => level.includes(target)),
      )
      .map(([one]) => one);
    // Whole processes of the product take a minute.
    const tests = importers.filter((one) => isTest(one) && !one.endsWith(".stack.test.ts"));
    if (tests.length > 0) return tests;
    level = importers;
    for (const one of level) seen.add(one);
  }
  return [];
}

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/\bfrom "(\.[^"]+)"/g)].map(([, target = ""]) =>
    posix.join(posix.dirname(path), target),
  );
}

/** How many words the names of two files share. */
function likeness(a: string, b: string): number {
  const words = wordsOf(b);
  return wordsOf(a).filter((word) => words.includes(word)).length;
}

function wordsOf(path: string): string[] {
  return stem(path)
    .split("-")
    .map((word) => word.replace(/s$/, ""));
}

/** The name of a file, or of what a test is of. */
function stem(path: string): string {
  return posix.basename(path).replace(/((\.(parts|stack))?\.test)?\.ts$/, "");
}

function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}
