import type { Logger } from "pino";

/** The part of the logger that most code uses. */
export type Log = Pick<Logger, "info" | "warn" | "error">;
