// `node scripts/run.mjs FILE.ts args…`: what every npm script is. Installs what is missing, then runs FILE on the
// pinned Node, in place of this process where the platform can do that, so that signals need no forwarding.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { bootstrap, pinnedNode, root } from "./bootstrap.mjs";

const [file, ...args] = process.argv.slice(2);
const failure =
  file === undefined ? "Say which script to run: node scripts/run.mjs FILE." : await bootstrap();
if (failure !== undefined) {
  process.stderr.write(`${failure}\n`);
  process.exit(1);
}

const argv = [join(root, file), ...args];
if (typeof process.execve === "function" && process.platform !== "win32") {
  process.execve(pinnedNode, [pinnedNode, ...argv], process.env);
}

const child = spawn(pinnedNode, argv, { stdio: "inherit" });
// The child decides what a signal means; this process only passes it on and lives as long as the child does.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  process.stderr.write(`${pinnedNode} could not be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
