// Row types of the schema `identity`. Written by `npm run gen` from db/identity/; do not edit.

import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export interface ApiKeysTable {
  id: string;
  workspace_id: string;
  name: string;
  hint: string;
  key_hash: Buffer;
  scopes: string[];
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface AuditEntriesTable {
  id: GeneratedAlways<number>;
  at: Generated<Date>;
  workspace_id: string | null;
  actor: string;
  operation: string | null;
  change: string;
  aggregate_id: string;
  address: string | null;
  request_id: string | null;
  trace_id: string | null;
  before: ColumnType<unknown, string | null, string | null>;
  after: ColumnType<unknown, string | null, string | null>;
}

export interface CursorSecretTable {
  single: Generated<boolean>;
  secret: Buffer;
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
}

export interface OutboxTurnTable {
  single: Generated<boolean>;
  holder: string | null;
  until: Generated<Date>;
}

export interface WorkspacesTable {
  id: string;
  name: string;
  created_at: Generated<Date>;
}

/** Every table of the service, for `Database<IdentityTables>`. */
export interface IdentityTables {
  api_keys: ApiKeysTable;
  audit_entries: AuditEntriesTable;
  cursor_secret: CursorSecretTable;
  outbox: OutboxTable;
  outbox_turn: OutboxTurnTable;
  workspaces: WorkspacesTable;
}
