import { createHash } from "node:crypto";
import type { Api } from "./api.ts";
import type { LoggedRequest } from "./parse-combined-log.ts";

export interface MakeLinksOptions {
  readonly concurrency: number;
  /** Makes no further link. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Makes a link for each distinct path and gives path → code. A path's idempotency key depends on path and site alone, so
 * a replay that is repeated within a day finds the links of the first.
 */
export async function makeLinks(
  api: Api,
  requests: readonly LoggedRequest[],
  site: URL,
  { concurrency, signal, onProgress }: MakeLinksOptions,
): Promise<Map<string, string>> {
  const targets = [...new Set(requests.map((request) => request.target))];
  const codes = new Map<string, string>();
  let next = 0;

  async function worker(): Promise<void> {
    while (next < targets.length && !signal.aborted) {
      const target = targets[next++];
      if (target === undefined) return;
      const key = createHash("sha256").update(`${site.href}\n${target}`).digest("hex");
      codes.set(target, await api.createLink(destinationOf(target, site), `replay-${key}`));
      onProgress(codes.size, targets.length);
    }
  }

  await Promise.all(Array.from({ length: concurrency }, worker));
  return codes;
}

/** The page on `site` that a logged target names. A target can be anything that a client cares to send. */
export function destinationOf(target: string, site: URL): string {
  const path = target.startsWith("/") ? target : `/${target}`;
  const cleaned = path.replace(/[^\x21-\x7e]|\\/g, (character) => encodeURIComponent(character));
  return site.origin + cleaned;
}
