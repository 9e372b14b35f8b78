import type { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { Database } from "@waypost/kit/db/database.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import type { OwnAddress } from "./domain/own-address.ts";
import type { Follow } from "./redirect/follow.ts";
import type { LinksTables } from "./store/tables.ts";

/** What the logic of links has at hand. */
export interface LinksContext {
  readonly database: Database<LinksTables>;
  readonly analytics: Peer<typeof AnalyticsService>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What visitors see before the code, without a slash at the end. */
  readonly publicUrl: string;
  /** Where destinations must not point. */
  readonly own: OwnAddress;
  /** A link was changed here: visitors of this process see it at once. */
  readonly forget: (code: string) => void;
  /** Answers visitors; null in a process that has none. */
  readonly follow: Follow | null;
}
