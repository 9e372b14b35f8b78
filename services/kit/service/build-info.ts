import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildInfo } from "../telemetry/metrics.ts";

const root = join(import.meta.dirname, "../../..");

/** The version of the product and the commit it runs from, `unknown` when the sources are no git clone. */
export function buildInfo(): Omit<BuildInfo, "services"> {
  return { version: readVersion(), commit: readCommit().slice(0, 12) };
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}

/** Reads git's own files: asking git would cost the start a process. */
function readCommit(): string {
  try {
    const head = readFileSync(join(root, ".git/HEAD"), "utf8").trim();
    const [, ref] = /^ref: (.+)$/.exec(head) ?? [];
    return ref === undefined ? head : readFileSync(join(root, ".git", ref), "utf8").trim();
  } catch {
    return "unknown";
  }
}
