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
  const { destination, ...rest } = wish;
  const at = new Date(Number.parseInt(id.replace("-", "").slice(0, 12), 16));
  return {
    ...rest,
    ...destination,
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
}
