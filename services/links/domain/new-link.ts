import type { Destination } from "./destination.ts";
import type { Link } from "./link.ts";

/** What a caller may say of a new link, after its rules were checked. */
export interface LinkWish {
  readonly workspaceId: string;
  readonly code: string;
  readonly destination: Destination;
  readonly title: string | null;
  readonly tags: readonly string[];
  readonly expiresAt: Date | null;
  readonly maxClicks: number | null;
}

/** A new link under `id`, a UUIDv7, made at the time that the id tells. */
export function newLink(wish: LinkWish, id: string): Link {
  const at = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
  return {
    id,
    workspaceId: wish.workspaceId,
    code: wish.code,
    url: wish.destination.url,
    destination: wish.destination.destination,
    title: wish.title,
    tags: wish.tags,
    expiresAt: wish.expiresAt,
    maxClicks: wish.maxClicks,
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
}
