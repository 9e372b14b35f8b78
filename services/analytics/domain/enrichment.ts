import type { Block, Id } from "@waypost/kit/bytes/block.ts";
import type { Stored, StoredText } from "@waypost/kit/bytes/known-text.ts";
import type { BotReason } from "./bot-rules.ts";
import type { Referrer, TrafficSource } from "./traffic-source.ts";
import type { Agent } from "./user-agent.ts";

/** What is learnt of a click. Nothing in it leads back to the address. */
export interface Enrichment {
  readonly agent: KnownAgent;
  readonly botReason: BotReason | null;
  /** ISO 3166-1 code, or `unknown`. */
  readonly country: StoredText;
  readonly origin: Origin;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly destination: StoredText;
  readonly contentId: string;
  /** Null when the address or its key is not known. */
  readonly visitor: Visitor | null;
}

/** What a user agent says; equal ones mostly share one object. */
export interface KnownAgent extends Agent, Stored {}

/** Where a click came from. */
export interface Origin extends TrafficSource, Stored {
  /** The registrable domain of the referrer, see {@link Referrer}. */
  readonly referrer: string;
}

export interface KnownReferrer {
  readonly referrer: Referrer;
  /** What it says when the link has no tags. */
  readonly untagged: Origin;
}

/** Who clicked, for one day and one workspace. */
export interface Visitor {
  readonly hash: Block;
  readonly workspaceId: Id;
  /** What stands for it in its workspace, see `visitorKey`. */
  readonly inWorkspace: number;
}
