// Row types of the schema `links`. Written by `npm run gen` from db/links/; do not edit.

import type { ColumnType, Generated } from "kysely";

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

/** Every table of the service, for `Database<LinksTables>`. */
export interface LinksTables {
  cursor_secret: CursorSecretTable;
  idempotency_keys: IdempotencyKeysTable;
  links: LinksTable;
}
