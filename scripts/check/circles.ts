import type { Finding } from "./finding.ts";
import { importsOf } from "./import-graph.ts";
import { isCode, isTest, type Tree } from "./tree.ts";

/** Where an import stands. */
interface Place {
  readonly path: string;
  readonly line: number;
}

/** By node, the nodes that it needs, with the first place of each. */
type Graph = Map<string, Map<string, Place>>;

interface Circle {
  readonly node: string;
  /** From the node back to itself. */
  readonly steps: readonly string[];
  readonly closedAt: Place;
}

const ofFiles = "Move what both need into a file of its own.";
const ofFolders = "Move a file to the folder it is made of, or what both need into the one below.";

/** No files and no folders of kit import each other in a circle, not even types: each can be read after what it needs. */
export function checkCircles(tree: Tree): Finding[] {
  const files: Graph = new Map();
  const folders: Graph = new Map();
  for (const [path, imports] of importsOf(tree)) {
    if (!isCode(path) || isTest(path)) continue;
    for (const { target, line } of imports) {
      if (target === undefined || !tree.has(target) || !isCode(target)) continue;
      add(files, path, target, { path, line });
      const [from, to] = [kitFolder(path), kitFolder(target)];
      if (from !== to && from !== undefined && to !== undefined) add(folders, from, to, { path, line });
    }
  }
  return [
    ...circlesIn(files).map((circle) => tell(circle, ofFiles)),
    ...circlesIn(folders).map((circle) => tell(circle, ofFolders)),
  ];
}

function kitFolder(path: string): string | undefined {
  return /^services\/kit\/[^/]+(?=\/)/.exec(path)?.[0];
}

function add(graph: Graph, from: string, to: string, place: Place): void {
  const edges = graph.get(from) ?? new Map<string, Place>();
  graph.set(from, edges);
  if (!edges.has(to)) edges.set(to, place);
}

/** At least one circle of those that overlap. */
function circlesIn(graph: Graph): Circle[] {
  const circles: Circle[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const steps: string[] = [];
  const visit = (node: string, place?: Place) => {
    const begun = way.indexOf(node);
    if (begun >= 0 && place !== undefined) circles.push({ node, steps: steps.slice(begun), closedAt: place });
    if (begun >= 0 || done.has(node)) return;
    way.push(node);
    for (const [next, at] of graph.get(node) ?? []) {
      steps.push(`${next} (${at.path}:${at.line})`);
      visit(next, at);
      steps.pop();
    }
    way.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return circles;
}

function tell({ node, steps, closedAt }: Circle, mend: string): Finding {
  const message = `Imports run in a circle: ${node} needs ${steps.join(" needs ")}. ${mend}`;
  return { rule: "circle", ...closedAt, message };
}
