// `npm run dev`.
import { join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { startVitest } from "vitest/node";
import { runMain } from "../run-main.ts";
import { listOwnTests } from "./list-own-tests.ts";
import { watchContracts } from "./watch-contracts.ts";
import { watchTypes } from "./watch-types.ts";

const usage = `npm run dev
Watches until Ctrl-C or q. When a file is saved,
  gen    is brought up to date, if it is a contract: api/, proto/, db/
  types  of the whole tree are checked
  tests  of that file are run: the one of its name, or else the nearest; after gen, those run before that depend on it
It starts no Waypost; that is \`npm start\`. It does not replace \`npm run check\` and \`npm test\`.
  --help  print this
`;

const root = join(import.meta.dirname, "../..");

async function main(): Promise<void> {
  const { values } = parseArguments("npm run dev", {
    options: { help: { type: "boolean", default: false } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const endTypes = watchTypes(root, print);
  process.on("exit", () => void endTypes());
  const vitest = await startVitest(
    "test",
    [],
    {
      root,
      watch: true,
      standalone: true,
      clearScreen: false,
      watchTriggerPatterns: [
        {
          pattern: new RegExp(`^${RegExp.escape(root)}/((?:services|scripts|sdk|bench)/.+\\.ts)$`),
          testsToRun: (_file, [, path = ""]) => [...listOwnTests(root, path)],
        },
      ],
    },
    { server: { watch: { ignored: ["**/.waypost*/**", "**/coverage/**", "**/baseline/**"] } } },
  );
  watchContracts(root, vitest.vite.watcher, print);
  // Whichever way it is asked to end, that is how it is meant to end, whatever the tests came to.
  vitest.onClose(async () => {
    await endTypes();
    process.on("exit", () => {
      process.exitCode = 0;
    });
  });
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      // Vitest's own listeners exit at once, and leave what the tests run on behind.
      process.removeAllListeners(name);
      process.once(name, () => resolve());
    }
  });
  // Both at once, or else a run that waits would begin between them.
  await Promise.all([vitest.exit(true), vitest.cancelCurrentRun("keyboard-input")]);
}

function print(text: string): void {
  process.stdout.write(text);
}

await runMain(() => main().then(() => 0));
