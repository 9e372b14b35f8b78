import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** Finds the lines of a YAML file. */
export interface SourceMap {
  /** The line of the deepest part of `path` that exists, from 1. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Maps paths of a YAML text (keys and indexes) to lines. */
export function sourceMap(text: string): SourceMap {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: "silent" });
  return {
    lineOf(path) {
      let node: unknown = document.contents;
      let offset = 0;
      for (const step of path) {
        if (isMap(node)) {
          const pair = node.items.find(
            (item) => isScalar(item.key) && String(item.key.value) === String(step),
          );
          if (pair === undefined) break;
          offset = (pair.key as Node).range?.[0] ?? offset; // a scalar, as the search above made sure
          node = pair.value;
        } else if (isSeq(node)) {
          const item: unknown = node.items[Number(step)];
          if (!(isMap(item) || isSeq(item) || isScalar(item))) break;
          offset = item.range?.[0] ?? offset;
          node = item;
        } else break;
      }
      return counter.linePos(offset).line;
    },
  };
}
