// Row types of the schema `links`. Written by `npm run gen` from db/links/; do not edit.

import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export interface CursorSecretTable {
  single: Generated<boolean>;
  secret: Buffer;
}

export interface IdempotencyKeysTable {
  workspace_id: string;
  key: string;
  operation: string;
  request_hash: Buffer;
  resource_id: string;
  created_at: Date;
  expires_at: Date;
  answer: ColumnType<unknown, string | null, string | null>;
  locked_until: Date;
}

export interface LinkListTable {
  id: string;
  workspace_id: string;
  code: string;
  url: string;
  destination: string;
  title: string | null;
  tags: string[];
  expires_at: Date | null;
  max_clicks: number | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
  shelf: string;
  terms: string;
  human: Generated<number>;
  bot: Generated<number>;
  uniq: Generated<number>;
}

export interface LinkListEarlyCountsTable {
  link_id: string;
  human: number;
  bot: number;
  uniq: number;
}

export interface LinkListStateTable {
  single: Generated<boolean>;
  complete_at: Date | null;
  counts_as_of: Date | null;
}

export interface LinksTable {
  id: string;
  workspace_id: string;
  code: string;
  url: string;
  destination: string;
  title: string | null;
  tags: Generated<string[]>;
  expires_at: Date | null;
  max_clicks: number | null;
  clicks_taken: Generated<number>;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
  shelf: Generated<string>;
  terms: string;
}

export interface OutboxTable {
  seq: GeneratedAlways<number>;
  event_id: string;
  aggregate_id: string;
  workspace_id: string | null;
  trace_id: string | null;
  payload: Buffer;
  made_at: Generated<Date>;
  published_at: Date | null;
  projected_at: Date | null;
}

export interface OutboxTurnTable {
  single: Generated<boolean>;
  holder: string | null;
  until: Generated<Date>;
}

export interface RefusedEventsTable {
  id: GeneratedAlways<number>;
  consumer: string;
  topic: string;
  lane: string;
  seq: number;
  reason: string;
  headers: ColumnType<unknown, string, string>;
  payload: Buffer;
  at: Generated<Date>;
}

export interface SeenEventsTable {
  consumer: string;
  event_id: string;
  at: Generated<Date>;
}

/** Every table of the service, for `Database<LinksTables>`. */
export interface LinksTables {
  cursor_secret: CursorSecretTable;
  idempotency_keys: IdempotencyKeysTable;
  link_list: LinkListTable;
  link_list_early_counts: LinkListEarlyCountsTable;
  link_list_state: LinkListStateTable;
  links: LinksTable;
  outbox: OutboxTable;
  outbox_turn: OutboxTurnTable;
  refused_events: RefusedEventsTable;
  seen_events: SeenEventsTable;
}
