// Makes a fresh clone runnable: installs the locked packages when they are missing or out of date.
// Runs on the Node that happens to be installed (20 or newer), so it is plain JavaScript without dependencies.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The package manager, fetched by npx. It reads the lock file that npm does not understand. */
export const packageManager = "pnpm@12.21.0";
const marker = join(root, "node_modules", ".waypost-lock");

/** Path of the pinned Node; exists once the packages are installed. */
export const pinnedNode = join(
  root,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/**
 * Returns when the packages of the lock file are installed. Costs a few milliseconds when they already are.
 * @returns {Promise<string | undefined>} what stands in the way, in one sentence, or nothing when all is well
 */
export async function bootstrap() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    return `Waypost needs Node 20 or newer to start and found ${process.versions.node}; install a current one from https://nodejs.org.`;
  }
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(pinnedNode) && existsSync(marker) && readFileSync(marker, "utf8") === wanted)
    return undefined;

  process.stderr.write("Installing the packages of pnpm-lock.yaml (once; a minute on a fresh machine) …\n");
  const fresh = !existsSync(pinnedNode);
  const failure = await install();
  if (failure !== undefined) return failure;
  if (fresh) enableHooks();
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, wanted);
  process.stderr.write("Packages are in place.\n");
  return undefined;
}

async function install() {
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const args = ["--yes", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"];
  const child = spawn(npx, args, {
    cwd: root,
    // CI=true: never ask. npm's own chatter (unknown settings, engines) is shown only when something fails. npm
    // waits over a minute for an unreachable registry unless told to retry sooner.
    env: {
      npm_config_fetch_retry_mintimeout: "1000",
      npm_config_fetch_retry_maxtimeout: "5000",
      ...process.env,
      CI: "true",
      npm_config_loglevel: "error",
    },
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = `${output}${text}`.slice(-64 * 1024);
      for (const line of text.matchAll(/^Progress: .*$/gm)) process.stderr.write(`  ${line[0]}\n`);
    });
  }
  const ended = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.code));
    child.once("close", (code, signal) => resolve(signal ?? code));
  });
  if (ended === 0 && existsSync(pinnedNode)) return undefined;
  if (ended === "ENOENT") return "npx was not found; install npm, which comes with Node, and try again.";
  if (ended === "SIGINT" || ended === 130)
    return "Installing was interrupted; the next start goes on from here.";
  const known = reasonFor(output);
  if (known !== undefined) return known;
  process.stderr.write(`${output.trim().split("\n").slice(-30).join("\n")}\n`);
  return "Installing the packages failed; the reason stands above.";
}

function reasonFor(output) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|dns error|error sending request/i.test(
      output,
    )
  ) {
    return "The package registry could not be reached; check the network and `npm config get registry`, and try again.";
  }
  if (!isWritable(root)) {
    return `The packages can't be written to ${root}; clone Waypost as the user who runs it.`;
  }
  if (/ENOSPC|no space left/i.test(output)) return "The disk is full; free about 1 GB and try again.";
  if (/OUTDATED_LOCKFILE/.test(output)) {
    return `pnpm-lock.yaml does not match the package.json files; run \`npx ${packageManager} install\` and commit the lock file.`;
  }
  return undefined;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Points git at the repository's own hooks, unless the clone already has others or WAYPOST_NO_HOOKS=1. */
function enableHooks() {
  if (process.env.WAYPOST_NO_HOOKS === "1" || !existsSync(join(root, ".git"))) return;
  const git = (...args) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (git("config", "core.hooksPath").stdout) return;
  git("config", "core.hooksPath", ".githooks");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failure = await bootstrap();
  if (failure !== undefined) {
    process.stderr.write(`${failure}\n`);
    process.exit(1);
  }
}
