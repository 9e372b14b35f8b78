import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import type { Vitest } from "vitest/node";

// What gen itself writes there is left out.
const contracts = /^(api|proto|db)\/(?!.*\.schema\.sql$).+\.(ya?ml|proto|sql)$/;

/** Runs the generator whenever a contract changed, one run at a time, and prints what it said. */
export function watchContracts(
  root: string,
  watcher: Vitest["vite"]["watcher"],
  print: (text: string) => void,
): void {
  let running = false;
  let changed = false;
  const generate = () => {
    changed = true;
    if (running) return;
    running = true;
    changed = false;
    execFile(
      process.execPath,
      [join(root, "scripts/gen/main.ts")],
      { cwd: root },
      (_error, stdout, stderr) => {
        running = false;
        print(`gen: ${(stdout + stderr).trim().replaceAll("\n", "\n     ")}\n`);
        if (changed) generate();
      },
    );
  };
  watcher.on("all", (_event, path) => {
    if (contracts.test(relative(root, path).replaceAll("\\", "/"))) generate();
  });
}
