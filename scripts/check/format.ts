import { spawnSync } from "node:child_process";
import { dirname } from "node:path";

const root = dirname(dirname(import.meta.dirname));

const help = `Usage: npm run format

Formats TypeScript, JSON and proto files in place and mends what the linter can mend safely.
`;

function main(): number {
  if (process.argv.includes("--help")) {
    process.stdout.write(help);
    return 0;
  }
  const run = (name: string, ...args: string[]): number =>
    spawnSync(`${root}/node_modules/.bin/${name}`, args, { cwd: root, stdio: "inherit" }).status ?? 1;
  return Math.max(run("biome", "check", "--write"), run("buf", "format", "--write"));
}

process.exitCode = main();
