import { readFile } from "node:fs/promises";
import { type LoggedRequest, parseCombinedLine } from "./parse-combined-log.ts";

/** The requests of a log file, in order. Throws one sentence when there are none. */
export async function readLog(file: string): Promise<{ requests: LoggedRequest[]; unreadableLines: number }> {
  let text: string;
  try {
    text = await readFile(file, "latin1");
  } catch (cause) {
    throw new Error(`${file} can't be read: ${reasonOf(cause)}.`, { cause });
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const requests = lines.map(parseCombinedLine).filter((request) => request !== null);
  if (requests.length === 0) throw new Error(`${file} holds no request in combined format.`);
  return { requests, unreadableLines: lines.length - requests.length };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user may not",
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return ("code" in cause && reasons[String(cause.code)]) || cause.message;
}
