import type { Link } from "./link.ts";

/** Click counts of a link, or that they could not be had. */
export interface ShownClicks {
  readonly status: "ok" | "unavailable";
  readonly total: number | null;
  readonly human: number | null;
  readonly bot: number | null;
  readonly unique: number | null;
  readonly asOf: string | null;
}

/** What the API shows when analytics could not be asked. */
export const clicksUnavailable: ShownClicks = {
  status: "unavailable",
  total: null,
  human: null,
  bot: null,
  unique: null,
  asOf: null,
};

/** The counts of a link that nobody can have followed yet. */
export function noClicks(now: number): ShownClicks {
  return { status: "ok", total: 0, human: 0, bot: 0, unique: 0, asOf: new Date(now).toISOString() };
}

/** Counts that were read with the link; unavailable when it is not known until when they are complete. */
export function showCounts(
  counts: { readonly human: number; readonly bot: number; readonly uniq: number } | null,
  asOf: Date | null,
): ShownClicks {
  if (counts === null || asOf === null) return clicksUnavailable;
  const { human, bot, uniq } = counts;
  return { status: "ok", total: human + bot, human, bot, unique: uniq, asOf: asOf.toISOString() };
}

/** A link as the API shows it. `publicUrl` has no slash at its end. */
export function showLink(link: Link, publicUrl: string, clicks: ShownClicks) {
  return {
    id: link.id,
    code: link.code,
    shortUrl: `${publicUrl}/${link.code}`,
    url: link.url,
    title: link.title,
    tags: [...link.tags],
    expiresAt: link.expiresAt?.toISOString() ?? null,
    maxClicks: link.maxClicks,
    createdAt: link.createdAt.toISOString(),
    updatedAt: link.updatedAt.toISOString(),
    deletedAt: link.deletedAt?.toISOString() ?? null,
    clicks,
  };
}
