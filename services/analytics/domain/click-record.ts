import type { Block, Id } from "./block.ts";
import type { KnownAgent, KnownReferrer } from "./enrichment.ts";
import type { KnownText, StoredText } from "./known-text.ts";

/** How a visitor asked for the link. */
export type ClickMethod = "GET" | "HEAD";

/** One record of the clicks topic, as it was written. Absent texts are empty. */
export interface ClickRecord {
  readonly linkId: Id;
  readonly workspaceId: Id;
  /** Epoch milliseconds by the writer's clock. */
  readonly clickedAtMs: number;
  readonly destination: KnownText<StoredText>;
  /** Null when it isn't known. */
  readonly sealedAddress: Block | null;
  /** Days since 1970-01-01 UTC of the key that sealed it. */
  readonly keyDay: number;
  readonly userAgent: KnownText<KnownAgent>;
  readonly referrer: KnownText<KnownReferrer>;
  readonly method: ClickMethod;
  readonly prefetch: boolean;
  readonly contentId: string;
  readonly utmSource: string;
  readonly utmMedium: string;
  readonly utmCampaign: string;
}

/** Why a payload can't be read: the reason of its dead letter. */
export class UnreadableClick extends Error {
  override readonly name = "UnreadableClick";
  /** `undecodable`: not the bytes of a record. `unknown-kind`: of a later version. `invalid`: breaks a rule of the contract. */
  readonly reason: "undecodable" | "unknown-kind" | "invalid";

  constructor(reason: UnreadableClick["reason"], detail: string) {
    super(detail);
    this.reason = reason;
  }
}
