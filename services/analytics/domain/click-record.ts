import type { Block, Id } from "@waypost/kit/bytes/block.ts";
import type { KnownText, StoredText } from "@waypost/kit/bytes/known-text.ts";
import type { KnownAgent, KnownReferrer } from "./enrichment.ts";

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
