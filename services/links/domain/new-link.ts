import { v7 as uuidv7 } from "uuid";
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

/** A new link, made at `now` (epoch milliseconds). */
export function newLink(wish: LinkWish, now: number): Link {
  const { destination, ...rest } = wish;
  const at = new Date(now);
  return {
    ...rest,
    ...destination,
    id: uuidv7({ msecs: now }),
    version: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
}
