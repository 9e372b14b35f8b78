import type { Id } from "@waypost/kit/bytes/block.ts";
import type { ClickMethod } from "./click-record.ts";
import type { Enrichment } from "./enrichment.ts";

/** A click as it will be stored. */
export interface Click {
  readonly laneId: number;
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly clickedAt: number;
  readonly clamped: boolean;
  readonly linkId: Id;
  readonly workspaceId: Id;
  readonly method: ClickMethod;
  readonly facts: Enrichment;
  /** The visitor's key on the link, see `visitorKey`; null for bots and when the address or its key is unknown. */
  readonly onLink: number | null;
  /** The same for the workspace. */
  readonly inWorkspace: number | null;
  /** Set when the database has said whether the visitor is new. */
  firstOnLink: boolean;
  firstInWorkspace: boolean;
}
