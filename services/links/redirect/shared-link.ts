import type { Codec } from "@waypost/kit/cache/read-through.ts";
import type { VisitedLink } from "../domain/visit.ts";
import { foundMs, missingMs } from "./link-cache.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Goes into a header as it is. */
const destinationShape = /^https?:\/\/[\x21-\x7e]+$/;

/**
 * How the link of a code, or that there is none, is written in the cache that processes share: what a visit needs and
 * nothing else. Reading trusts nothing: whatever is not exactly such a link is not decoded.
 */
export function sharedLink(code: string): Codec<VisitedLink | null> {
  return {
    encode: (link) => {
      if (link === null) return "null";
      const { id, workspaceId, destination, expiresAt, deletedAt, maxClicks } = link;
      return JSON.stringify([id, workspaceId, destination, expiresAt, deletedAt, maxClicks]);
    },
    decode(text) {
      if (text === "null") return null;
      const [id, workspaceId, destination, expiresAt, deletedAt, maxClicks, ...more] = listIn(text);
      if (more.length > 0 || !isUuid(id) || !isUuid(workspaceId)) return undefined;
      if (typeof destination !== "string" || !destinationShape.test(destination)) return undefined;
      if (!isCountOrNull(expiresAt) || !isCountOrNull(deletedAt) || !isCountOrNull(maxClicks))
        return undefined;
      return { id, workspaceId, code, destination, expiresAt, deletedAt, maxClicks };
    },
    holdMs: (link) => (link === null ? missingMs : foundMs),
  };
}

function listIn(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || (Number.isSafeInteger(value) && Number(value) >= 0);
}
