import type { IncomingMessage, ServerResponse } from "node:http";
import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { AnalyticsService } from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { LinkEventSchema } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import type { Database } from "@waypost/kit/db/database.ts";
import type { After, Cursors } from "@waypost/kit/http/cursor.ts";
import type { Outbox } from "@waypost/kit/outbox/outbox.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import type { OwnAddress } from "./domain/own-address.ts";
import type { ReadClicks } from "./store/click-counts.ts";
import type { InsertLink } from "./store/insert-links.ts";
import type { TermStatisticsReader } from "./store/term-statistics.ts";

/** What the logic of links has at hand. */
export interface LinksContext {
  readonly database: Database<LinksTables>;
  readonly analytics: Peer<typeof AnalyticsService>;
  readonly readClicks: ReadClicks;
  readonly insertLink: InsertLink;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly own: OwnAddress;
  readonly lists: Lists;
  /** Changes of links, as events for others. */
  readonly outbox: Outbox<typeof LinkEventSchema>;
  readonly visitors: Visitors;
}

/** What lists of links are made with. */
export interface Lists {
  /** Where they are read: the links themselves, or the list made from their events. */
  readonly from: "source" | "model";
  /** Positions: the code or the id of the last link shown. */
  readonly cursors: Cursors<After>;
  readonly termStatistics: TermStatisticsReader;
}

/** Those who follow links, here and in other processes. */
export interface Visitors {
  /**
   * A link was changed here: visitors of this process see it at once, and others hear of it by Redis, where there is
   * one.
   */
  readonly forget: (code: string) => void;
  /** Answers them; null in a process that has none. */
  readonly visits: Visits | null;
}

/** Answers visitors. */
export interface Visits {
  /** Answers a GET or HEAD in any case, and never throws. `requestId` is shown in problem documents. */
  visit(request: IncomingMessage, response: ServerResponse, requestId: string): void;
  /**
   * Answers a GET of a link that can be followed from memory alone; false, and nothing done, for all others.
   * Never throws.
   */
  visitKnown(request: IncomingMessage, response: ServerResponse): boolean;
  /** Answers any other method. */
  refuseMethod(request: IncomingMessage, response: ServerResponse, requestId: string): void;
}
