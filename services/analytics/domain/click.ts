import type { ClickMethod } from "./click-record.ts";
import type { Enrichment } from "./enrich-click.ts";

/** A click as it will be stored. */
export interface Click {
  readonly laneId: number;
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly clickedAt: number;
  readonly clamped: boolean;
  /** 16 characters of one byte each. */
  readonly linkId: string;
  readonly workspaceId: string;
  readonly method: ClickMethod;
  readonly facts: Enrichment;
  /** What stands for the visitor on the link and in the workspace; null when no human or nobody we can tell. */
  readonly visitor: VisitorKeys | null;
  /** Set when the database has said whether the visitor is new. */
  firstOnLink: boolean;
  firstInWorkspace: boolean;
}

export interface VisitorKeys {
  readonly onLink: number;
  readonly inWorkspace: number;
}
