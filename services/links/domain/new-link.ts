import type { Destination } from "./destination.ts";
import type { Link } from "./link.ts";

/** What a caller may say of a new link, after its rules were checked. */
export interface LinkDraft {
  readonly workspaceId: string;
  readonly code: string;
  readonly destination: Destination;
  readonly title: string | null;
  readonly tags: readonly string[];
  readonly expiresAt: Date | null;
  readonly maxClicks: number | null;
}

/** A new link under `id`, a UUIDv7, made at the time that the id tells. */
export function newLink(draft: LinkDraft, id: string): Link {
  const at = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
  return {
    id,
    workspaceId: draft.workspaceId,
    code: draft.code,
    url: draft.destination.url,
    destination: draft.destination.destination,
    title: draft.title,
    tags: draft.tags,
    expiresAt: draft.expiresAt,
    maxClicks: draft.maxClicks,
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
}
