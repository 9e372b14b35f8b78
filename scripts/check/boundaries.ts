import type { Finding } from "./finding.ts";
import { importsOf, type ResolvedImport } from "./import-graph.ts";
import type { Import } from "./imports.ts";
import { isTest, type Tree } from "./tree.ts";

/** Modules that do I/O, which rules in `domain/` take as arguments' results instead. */
const inputOutput =
  /^(node:)?(fs|net|http2?|https|tls|dns|dgram|child_process|cluster|worker_threads|process)(\/|$)|^(pg|kysely|fastify|pino|undici)$|^@connectrpc\//;

/** Rooms of a service from the ground up: a room imports its own kind and what lies below. */
const floors: Readonly<Record<string, number>> = {
  domain: 0,
  "config.ts": 1,
  "declaration.ts": 1,
  store: 1,
  "context.ts": 2,
  "service.ts": 4,
  "main.ts": 5,
};
const middleFloor = 3;

/** Who may import whom: kit nothing local, gen kit/errors and types of kit, a service gen and kit, its rooms downwards only. */
export function checkBoundaries(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, imports] of importsOf(tree)) {
    for (const found of imports) {
      const message = judge(path, found, tree);
      if (message !== undefined) findings.push({ rule: "boundary", path, line: found.line, message });
    }
  }
  return findings;
}

function judge(path: string, found: ResolvedImport, tree: Tree): string | undefined {
  const home = packageOf(path);
  const { target } = found;
  if (target === undefined) return judgeOutside(path, found);
  if (!tree.has(target)) return undefined; // tsc says so, better
  const there = packageOf(target);
  if (isTest(path) || home === "scripts" || home === "bench" || home === "services/testing") return undefined;
  if (isTest(target) || there === "services/testing") {
    return `${target} is for tests only; move what running code needs out of it.`;
  }
  if (home !== there && found.specifier.startsWith(".")) {
    return `Import another package by its name (@waypost/…), not by a path that leaves this one.`;
  }
  if (home === "services/kit") {
    return there === home
      ? undefined
      : `kit is what everything stands on and imports nothing local; take ${target} as an argument (a port).`;
  }
  if (home === "gen") {
    if (there === home || (there === "services/kit" && found.typeOnly)) return undefined;
    if (target.startsWith("services/kit/errors/")) return undefined; // a pure table and class, for typed faults
    return "gen may import only kit/errors and types of kit: `import type`, from @waypost/kit/…";
  }
  if (home === "sdk")
    return there === home
      ? undefined
      : "The client stands alone, so that it can be published; it imports nothing local.";
  if (home === "services/all") {
    if (!isService(there) || target === `${there}/service.ts`) return undefined;
    return `all sees a service only through its service.ts; export there what is needed of ${target}.`;
  }
  if (isService(home)) return judgeService(path, target, home, there);
  return undefined;
}

function judgeService(path: string, target: string, home: string, there: string): string | undefined {
  const room = roomOf(path, home);
  if (room === "domain") {
    if (target.startsWith(`${home}/domain/`) || /^services\/kit\/(errors|bytes)\//.test(target))
      return undefined;
    return "domain/ holds pure rules and imports only itself, kit/errors and kit/bytes; pass in what it needs.";
  }
  if (there === "gen" || there === "services/kit") return undefined;
  if (there !== home) {
    return `A service never imports another (${there}): call it through its generated client, which works in one process and in many.`;
  }
  const goal = roomOf(target, home);
  if ((floors[goal] ?? middleFloor) <= (floors[room] ?? middleFloor)) return undefined;
  return `${room} lies below ${goal} and must not import it (from the ground up: domain, config and store, context, logic/consumers/jobs, service, main).`;
}

function judgeOutside(path: string, found: Import): string | undefined {
  if (isTest(path) || found.typeOnly) return undefined;
  if (/^services\/[^/]+\/domain\//.test(path) && inputOutput.test(found.specifier)) {
    return `domain/ holds pure rules without I/O; do what ${found.specifier} does in logic/ or store/ and pass the result in.`;
  }
  if (path.startsWith("sdk/") && found.specifier.startsWith("node:")) {
    return `The client also runs in browsers; ${found.specifier} is only in Node.`;
  }
  return undefined;
}

/** `services/links`, `gen`, `scripts` … */
function packageOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "services" ? `services/${second}` : top;
}

function isService(home: string): boolean {
  return home.startsWith("services/") && !["services/kit", "services/testing", "services/all"].includes(home);
}

function roomOf(path: string, home: string): string {
  return path.slice(home.length + 1).split("/")[0] ?? "";
}
