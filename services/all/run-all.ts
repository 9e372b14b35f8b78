import cluster from "node:cluster";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { handleSignals } from "@waypost/kit/lifecycle/signals.ts";
import type { Environment } from "@waypost/kit/settings/parse-settings.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import type { DestinationStream } from "pino";
import { type Options, parseOptions } from "./options.ts";
import { services } from "./services.ts";
import { type AllConfig, readSettings } from "./settings.ts";
import { workerIndexKey } from "./workers/worker-index.ts";

export interface Surroundings {
  /** The folder of the repository. */
  readonly root: string;
  readonly argv: readonly string[];
  readonly env: Environment;
}

/** Runs the product until a signal ends it. What a person did wrong is told in a sentence, with exit code 1. */
export async function runAll({ root, argv, env }: Surroundings): Promise<void> {
  let options: Options;
  let config: AllConfig;
  try {
    options = parseOptions(
      argv,
      services.map((it) => it.name),
    );
    if (options.help) {
      const { helpText } = await import("./help.ts");
      process.stdout.write(helpText());
      return;
    }
    config = readSettings(env);
  } catch (error) {
    fail(error);
    return;
  }
  const level = config.process.logLevel ?? (process.stderr.isTTY ? "warn" : "info");
  const log = createLogger(level, process.stderr.isTTY ? await openTerminalLog() : process.stderr);
  const scope = new Scope("waypost", log);
  handleSignals({ log, stop: () => scope.stop() });
  try {
    if (cluster.isWorker) {
      const { startWorker } = await import("./workers/start-worker.ts");
      const index = Number(env[workerIndexKey]);
      await startWorker(scope, { root, index, only: options.only, config, log });
    } else {
      const { startProduct } = await import("./start-product.ts");
      const onFatal = (reason: Error) => {
        if (scope.signal.aborted) return;
        fail(reason);
        const exit = () => process.exit(1);
        scope.stop().then(exit, exit);
      };
      process.stdout.write(
        await startProduct(scope, { root, options, config, log, terminal: process.stdout.isTTY, onFatal }),
      );
    }
  } catch (error) {
    // A signal during the start ends it with an error; the signal's handler does the rest.
    if (scope.signal.aborted) return;
    await scope.stop();
    log.debug({ err: error }, "The start failed");
    fail(error);
    process.exit(1);
  }
}

/** Lines for people. Loaded here only: it takes a moment that a service's start need not spend. */
async function openTerminalLog(): Promise<DestinationStream> {
  const { PinoPretty } = await import("pino-pretty");
  return PinoPretty({ destination: 2, sync: true, ignore: "pid", translateTime: "SYS:HH:MM:ss" });
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
