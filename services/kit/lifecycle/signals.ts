import type { Logger } from "pino";
import { bounded } from "./bounded.ts";
import { onPresses } from "./presses.ts";

export interface SignalOptions {
  readonly log: Logger;
  /** Stops the process's work; false or an error makes the exit code 1. Called once. */
  readonly stop: () => Promise<boolean>;
  /** Run before the process ends, however it ends short of a kill: write what is buffered. Each has 2 s. */
  readonly flush?: readonly (() => unknown)[];
  /** Default `process.exit`; for tests. */
  readonly exit?: (code: number) => void;
}

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const FLUSH_TIMEOUT_MS = 2_000;

/**
 * Ties the process to its signals. The first SIGINT, SIGTERM or SIGHUP stops the work, flushes, and exits with
 * 0, or 1 when the stop was not clean; a second one, half a second later or more, exits at once with 128 + its
 * number. Sooner it is taken for the first one arriving twice, as Ctrl-C does through npm.
 *
 * An unhandled rejection or exception means that the state of the process is unknown: it is logged, the flush
 * hooks run, and the process exits with 1 without the orderly stop. A second one meanwhile ends it at once, unlogged:
 * it may come from the log.
 *
 * When nobody reads standard output or error any more, the process goes on in silence: what reads its log may be
 * restarted, and its work is worth more than its words.
 *
 * Returns how to undo it, for tests.
 */
export function handleSignals(options: SignalOptions): () => void {
  const exit = options.exit ?? ((code: number) => process.exit(code));
  let ending = false;
  let crashed = false;
  const end = async (code: number) => {
    for (const flush of options.flush ?? []) {
      try {
        await bounded("Flushing", FLUSH_TIMEOUT_MS, Promise.resolve(flush()));
      } catch (error) {
        options.log.error({ err: error }, "A flush before the exit failed");
      }
    }
    exit(code);
  };
  const stopThenEnd = async (signal: NodeJS.Signals) => {
    options.log.info({ signal }, "Stopping; send the signal again to exit at once");
    let clean = false;
    try {
      clean = await options.stop();
    } catch (error) {
      options.log.error({ err: error }, "The stop failed");
    }
    await end(clean ? 0 : 1);
  };
  const onCrash = (error: unknown) => {
    if (crashed) {
      exit(1);
      return;
    }
    crashed = true;
    options.log.fatal({ err: error }, "Unhandled error; the process ends");
    if (ending) return;
    ending = true;
    guard(end(1));
  };
  // Nothing in these can reject but `exit` itself, after which there is nothing left to do.
  const guard = (work: Promise<void>) => {
    work.catch(() => exit(1));
  };
  const unlisten = onPresses(STOP_SIGNALS, (_press, signal, signalNumber) => {
    if (ending) {
      exit(128 + signalNumber);
      return;
    }
    ending = true;
    guard(stopThenEnd(signal));
  });
  const onOutputError = (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") onCrash(error);
  };
  process.on("unhandledRejection", onCrash);
  process.on("uncaughtException", onCrash);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", onOutputError);
  return () => {
    unlisten();
    for (const stream of [process.stdout, process.stderr]) stream.off("error", onOutputError);
    process.off("unhandledRejection", onCrash);
    process.off("uncaughtException", onCrash);
  };
}
