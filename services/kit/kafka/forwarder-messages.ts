import type { RetentionLimits } from "../local-log/retention.ts";
import type { Range } from "../position/multirange.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { KafkaConnection } from "./kafka-settings.ts";
import type { TopicHeaders } from "./outgoing-records.ts";
import type { SharedHeads } from "./shared-heads.ts";

/** What the thread of a forwarder is started with. */
export interface ThreadStart {
  readonly connection: KafkaConnection;
  readonly topic: string;
  readonly directory: string;
  readonly shared: SharedHeads;
  readonly headers: TopicHeaders;
  /** Whether somebody answers questions about positions. */
  readonly owned: boolean;
  readonly lingerMs: number;
  readonly givesWay: boolean;
  readonly holesAfterMs?: number;
  readonly retention?: RetentionLimits;
  readonly sendTimeoutMs?: number;
  readonly logLevel: string;
}

/** The events of an observer, as they cross threads. */
export type ObserverEvent = {
  [Name in keyof Required<ForwarderObserver>]: {
    readonly name: Name;
    readonly args: Parameters<Required<ForwarderObserver>[Name]>;
  };
}[keyof ForwarderObserver];

/** A position as it crosses threads, where classes don't. */
export interface PlainPosition {
  readonly lane: string;
  readonly highest: number;
  readonly holes: readonly Range[];
  readonly knownTo: number;
}

/** What the thread asks its process. */
export type Question =
  | { readonly kind: "positions"; readonly lanes: readonly string[] }
  | { readonly kind: "book-lost"; readonly lane: string; readonly ranges: readonly Range[] };

/** What the thread tells its process. */
export type FromThread =
  | { readonly kind: "event"; readonly event: ObserverEvent }
  | { readonly kind: "log"; readonly line: string }
  | { readonly kind: "ask"; readonly id: number; readonly question: Question }
  | { readonly kind: "drained"; readonly id: number; readonly drained: boolean }
  | { readonly kind: "compared"; readonly id: number; readonly error: string | null };

/** What the process tells its thread. */
export type ToThread =
  | { readonly kind: "records" }
  | { readonly kind: "answer"; readonly id: number; readonly positions: readonly PlainPosition[] }
  | { readonly kind: "no-answer"; readonly id: number; readonly reason: string }
  | { readonly kind: "drain"; readonly id: number; readonly timeoutMs: number }
  | { readonly kind: "compare"; readonly id: number }
  | { readonly kind: "stop"; readonly timeoutMs: number };
