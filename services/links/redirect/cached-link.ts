import { parse as uuidBytes } from "uuid";
import type { VisitedLink } from "../domain/visit.ts";

/** A link as visits need it, with all prepared that is the same for each of them. */
export interface CachedLink extends VisitedLink {
  /** The fields of the click event that are the same for every click, encoded: link, workspace, destination. */
  readonly eventPrefix: Uint8Array;
  /** Set when the store said that no click is left; an edit makes a new entry. */
  exhausted: boolean;
}

/** Field numbers 1, 2 and 4 of `LinkClicked`, each with the wire type of bytes. */
const tags = { linkId: 0x0a, workspaceId: 0x12, destination: 0x22 };

export function cachedLinkOf(link: VisitedLink): CachedLink {
  const destination = Buffer.from(link.destination);
  const prefix = Buffer.alloc(2 * 18 + 4 + destination.byteLength);
  let end = 0;
  for (const [tag, id] of [
    [tags.linkId, link.id],
    [tags.workspaceId, link.workspaceId],
  ] as const) {
    prefix[end++] = tag;
    prefix[end++] = 16;
    prefix.set(uuidBytes(id), end);
    end += 16;
  }
  prefix[end++] = tags.destination;
  for (let rest = destination.byteLength; ; rest >>>= 7) {
    prefix[end++] = rest > 0x7f ? (rest & 0x7f) | 0x80 : rest;
    if (rest <= 0x7f) break;
  }
  prefix.set(destination, end);
  return { ...link, eventPrefix: prefix.subarray(0, end + destination.byteLength), exhausted: false };
}

/** Bytes an entry holds, roughly; what the bound of the cache counts. */
export function sizeOf(link: CachedLink): number {
  return 400 + link.code.length + link.destination.length + link.eventPrefix.byteLength;
}
