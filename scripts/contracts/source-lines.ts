import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

export interface SourceLine {
  /** Relative to the root. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Whether the whole pointer was found; otherwise the place is where its last known part stands. */
  readonly exact: boolean;
}

interface Parsed {
  readonly document: Document;
  readonly lines: LineCounter;
}

/**
 * Finds where a JSON pointer into an OpenAPI document was written, through `$ref`s and into other files. Where the
 * pointer leads to nothing (it was removed), answers the line of the deepest part that is still there.
 */
export class SourceLines {
  readonly #root: string;
  readonly #parsed = new Map<string, Promise<Parsed>>();

  constructor(root: string) {
    this.#root = root;
  }

  async find(path: string, pointer: string): Promise<SourceLine> {
    const steps = stepsOf(pointer);
    let file = join(this.#root, path);
    let parsed = await this.#parse(file);
    let node: unknown = parsed.document.contents;
    let line = 1;
    let depth = 0;
    const place = (exact: boolean): SourceLine => ({
      path: relative(this.#root, file).replaceAll("\\", "/"),
      line,
      exact,
    });
    // Bounded, because a chain of references may be a circle.
    for (let turns = 0; turns < 500; turns++) {
      const reference = referenceOf(node);
      if (reference !== undefined) {
        const [target = "", inside = ""] = reference.split("#", 2);
        if (target !== "") {
          file = join(dirname(file), target);
          parsed = await this.#parse(file);
        }
        steps.splice(0, depth, ...stepsOf(inside));
        depth = 0;
        node = parsed.document.contents;
        continue;
      }
      const step = steps[depth];
      if (step === undefined) return place(true);
      const next = stepInto(node, step);
      if (next === undefined) return place(false);
      line = lineOf(parsed, next.at) ?? line;
      node = next.node;
      depth++;
    }
    return place(false);
  }

  #parse(file: string): Promise<Parsed> {
    let known = this.#parsed.get(file);
    if (known === undefined) {
      known = readFile(file, "utf8").then((text) => {
        const lines = new LineCounter();
        return { document: parseDocument(text, { lineCounter: lines }), lines };
      });
      this.#parsed.set(file, known);
    }
    return known;
  }
}

function stepsOf(pointer: string): string[] {
  return pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step.replaceAll("~1", "/").replaceAll("~0", "~")));
}

function referenceOf(node: unknown): string | undefined {
  if (!isMap(node)) return undefined;
  const reference = node.get("$ref");
  return typeof reference === "string" ? reference : undefined;
}

function stepInto(node: unknown, step: string): { node: unknown; at: Node | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
    return pair === undefined ? undefined : { node: pair.value, at: isNode(pair.key) ? pair.key : undefined };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, at: isNode(item) ? item : undefined };
  }
  return undefined;
}

function lineOf(parsed: Parsed, node: Node | undefined): number | undefined {
  const offset = node?.range?.[0];
  return offset === undefined ? undefined : parsed.lines.linePos(offset).line;
}
