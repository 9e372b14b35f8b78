import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Keeps a compiler that checks the whole tree again after each change, and prints each time what it found, the first of
 * it only. Answers what ends it, and waits for that.
 */
export function watchTypes(root: string, print: (text: string) => void): () => Promise<void> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const argv = [tsc, "--noEmit", "--watch", "--preserveWatchOutput", "--pretty", "false"];
  // On the pinned Node, which tsc's launcher gives up for the compiler: one process, which a signal ends.
  const child = spawn(process.execPath, argv, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let ending = false;
  child.on("exit", () => {
    if (!ending) print("types: the compiler has ended; start `npm run dev` again.\n");
  });
  let found: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (/ - Found \d+ errors?\./.test(line)) {
      print(`types: ${summary(found)}\n`);
      found = [];
    } else if (/^\S.*: error TS\d+: /.test(line)) found.push(line);
  });
  return async () => {
    ending = true;
    // It heeds no other signal while it checks, and has nothing to lose.
    if (child.kill("SIGKILL")) await ended;
  };
}

const mostShown = 10;

function summary(found: readonly string[]): string {
  if (found.length === 0) return "no errors";
  const more = found.length > mostShown ? [`… and ${found.length - mostShown} more`] : [];
  const count = found.length === 1 ? "1 error" : `${found.length} errors`;
  return [count, ...found.slice(0, mostShown), ...more].join("\n       ");
}
