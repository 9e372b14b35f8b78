import { parseSync } from "oxc-parser";

/** One small change of a file that a test should notice. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** From 1. */
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const swapped: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "-": "+",
  "*": "/",
  "&&": "||",
  "||": "&&",
};

/** The mutants of a TypeScript file, in its order: turned comparisons and conditions, calls left out, numbers off by one. */
export function findMutants(path: string, text: string): Mutant[] {
  const mutants: Mutant[] = [];
  const add = ({ start, end }: { start: number; end: number }, replacement: string): void => {
    mutants.push({ start, end, replacement, line: text.slice(0, start).split("\n").length });
  };
  const visit = (node: Node): void => {
    if (node.type.startsWith("TS") && !holdsCode.has(node.type)) return;
    mutate(node, text, add);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSync(path, text).program);
  return mutants.toSorted((a, b) => a.start - b.start);
}

/** The file with one mutant in it. */
export function applyMutant(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Expressions with a type beside them; every other node of TypeScript is gone at run time. */
const holdsCode = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

function mutate(
  node: Node,
  text: string,
  add: (place: { start: number; end: number }, by: string) => void,
): void {
  const of = (name: string): unknown => Object.entries(node).find(([key]) => key === name)?.[1];
  const part = (name: string): Node | undefined => {
    const value = of(name);
    return isNode(value) ? value : undefined;
  };
  const source = ({ start, end }: Node): string => text.slice(start, end);
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression": {
      const [left, right] = [part("left"), part("right")];
      const by = swapped[String(of("operator"))];
      if (left === undefined || right === undefined || by === undefined) return;
      const between = text.slice(left.end, right.start);
      add({ start: left.end, end: right.start }, between.replace(String(of("operator")), by));
      return;
    }
    case "UnaryExpression": {
      const argument = part("argument");
      if (of("operator") === "!" && argument !== undefined) add(node, `(${source(argument)})`);
      return;
    }
    case "IfStatement":
    case "ConditionalExpression": {
      const test = part("test");
      if (test === undefined) return;
      for (const always of ["true", "false"]) add(test, always);
      return;
    }
    case "ExpressionStatement":
      add(node, ";");
      return;
    case "Literal": {
      const value = of("value");
      if (typeof value === "boolean") add(node, String(!value));
      if (typeof value === "number") add(node, String(value + 1));
      return;
    }
  }
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]))
    .filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
