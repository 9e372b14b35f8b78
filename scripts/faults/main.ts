// `npm run faults`: breaks the distributed product and holds its ledger to every visit.
import { runMain } from "../run-main.ts";
import { help, parseOptions } from "./options.ts";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(help);
    return 0;
  }
  throw new Error("No fault can be made yet.");
}

await runMain(main);
