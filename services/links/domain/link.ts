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
  /** Rises by one with each change; the ETag is made of it. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}
