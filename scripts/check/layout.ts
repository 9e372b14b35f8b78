import { spawnSync } from "node:child_process";
import { checkBoundaries } from "./boundaries.ts";
import { checkCircles } from "./circles.ts";
import { checkDecisions } from "./decisions.ts";
import { checkDocComments } from "./doc-comments.ts";
import { checkDocuments } from "./documents.ts";
import { checkEnvironment } from "./environment.ts";
import { applyExceptions, type Exception } from "./exceptions.ts";
import type { Finding } from "./finding.ts";
import { checkMembers } from "./members.ts";
import { checkNpmScripts } from "./npm-scripts.ts";
import { checkRooms } from "./rooms.ts";
import { checkShape } from "./shape.ts";
import { checkSleeps } from "./sleeps.ts";
import { checkStubs } from "./stubs.ts";
import { readTree, type Tree } from "./tree.ts";

const list = "scripts/check/exceptions.json";

/** Every rule of the house about one tree of files, without exceptions. */
export function findAll(tree: Tree): Finding[] {
  return [
    checkBoundaries,
    checkCircles,
    checkDecisions,
    checkDocComments,
    checkDocuments,
    checkEnvironment,
    checkMembers,
    checkNpmScripts,
    checkRooms,
    checkShape,
    checkSleeps,
    checkStubs,
  ].flatMap((check) => check(tree));
}

/** What is wrong in the checkout at `root`, exceptions taken into account. */
export function checkLayout(root: string): { tree: Tree; findings: Finding[] } {
  const tree = readTree(root);
  const exceptions: Exception[] = JSON.parse(tree.get(list) ?? "[]");
  return { tree, findings: applyExceptions(findAll(tree), exceptions, exceptionsBefore(root) ?? exceptions) };
}

/** The list as the main branch has it; on main itself, as the last commit but one has it. */
function exceptionsBefore(root: string): Exception[] | undefined {
  const git = (...args: string[]): string | undefined => {
    const done = spawnSync("git", args, { cwd: root, encoding: "utf8" });
    return done.status === 0 ? done.stdout.trim() : undefined;
  };
  const onMain = git("rev-parse", "--abbrev-ref", "HEAD") === "main";
  const text = git("show", `${onMain ? "HEAD^" : "main"}:${list}`) ?? git("show", `origin/main:${list}`);
  return text === undefined ? undefined : JSON.parse(text);
}
