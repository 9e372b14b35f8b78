/** A short link as it is stored. */
export interface Link {
  /** UUIDv7 of the millisecond of `createdAt`. */
  readonly id: string;
  readonly workspaceId: string;
  readonly code: string;
  /** The destination as typed. */
  readonly url: string;
  /** The destination as sent. */
  readonly destination: string;
  readonly title: string | null;
  readonly tags: readonly string[];
  readonly expiresAt: Date | null;
  readonly maxClicks: number | null;
  /** Rises by one with each change; the ETag. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}

/** The ETag of a version; strong, since every change of what is shown but the click counts makes a new one. */
export function etagOf(link: Pick<Link, "version">): string {
  return `"${link.version}"`;
}

/** Whether an If-Match header names the version: by its ETag, in a list of them, or by `*`. Weak ETags never match. */
export function matches(ifMatch: string, link: Pick<Link, "version">): boolean {
  const tags = ifMatch.split(",").map((tag) => tag.trim());
  return tags.includes("*") || tags.includes(etagOf(link));
}
