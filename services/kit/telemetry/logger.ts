import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from "pino";
import { redactLine } from "./redact.ts";

/** From most to least: everything, …, nothing. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/**
 * The logger of a process: one JSON object a line, with ISO time and the level by name, to standard output (written
 * before the call returns, so nothing is lost at exit). Secrets and visitors' addresses are taken out of every line,
 * see {@link redactLine}; values can't break a line. Services log through children of it.
 * @param destination default standard output
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: redactLine },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
