import {
  type DestinationStream,
  type Logger,
  type LoggerOptions,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from "pino";
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
    serializers: { err: describeError },
    hooks: { streamWrite: redactLine },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Fields of PostgreSQL's errors that repeat values: `Failing row contains (…)`, parameters, lines of a COPY, SQL. */
const quoting = ["detail", "where", "hint", "internalQuery", "query", "parameters"] as const;

function describeError(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const described: object = stdSerializers.err(value);
  return withoutQuotes(described);
}

/** Errors within errors are plain objects here; only those that PostgreSQL sent have a severity. */
function withoutQuotes(described: object): object {
  const kept = Object.entries(described).filter(
    ([name]) => !("severity" in described) || !quoting.some((it) => it === name),
  );
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      name === "aggregateErrors" && Array.isArray(value) ? value.map(inner) : value,
    ]),
  );
}

function inner(value: unknown): unknown {
  return typeof value === "object" && value !== null ? withoutQuotes(value) : value;
}
