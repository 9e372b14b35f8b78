import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { onPresses } from "@waypost/kit/lifecycle/presses.ts";
import { help, parseOptions } from "./options.ts";
import { replay } from "./replay.ts";
import { formatReport, isExact, reportJson } from "./report.ts";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const interrupted = new AbortController();
  onPresses(["SIGINT"], (press) => {
    if (press > 1) process.exit(130);
    process.stderr.write("\nInterrupted; press Ctrl-C again to do without the table.\n");
    interrupted.abort();
  });
  const report = await replay(options, options.key ?? (await readKey()), interrupted.signal);
  process.stdout.write(options.json ? `${reportJson(report)}\n` : formatReport(report));
  if (interrupted.signal.aborted) return 130;
  return isExact(report) && report.totals.unsent === 0 ? 0 : 1;
}

async function readKey(): Promise<string> {
  const file = join(process.env.WAYPOST_DATA ?? ".waypost", "admin-key");
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    throw new Error(`There is no key in ${file}. Start Waypost first (npm start), or pass --key.`);
  }
}

try {
  process.exitCode = await main();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
