import type { Generated } from "kysely";

/** Rows of db/links. */
export interface LinksTables {
  links: {
    id: string;
    workspace_id: string;
    code: string;
    url: string;
    destination: string;
    title: string | null;
    tags: string[];
    expires_at: Date | null;
    max_clicks: number | null;
    clicks_taken: Generated<number>;
    version: Generated<number>;
    created_at: Date;
    updated_at: Date;
    deleted_at: Date | null;
    shelf: string;
    /** Made of terms by array_to_tsvector, never read. */
    terms: string;
  };
  cursor_secret: { single: Generated<boolean>; secret: Buffer };
  idempotency_keys: {
    workspace_id: string;
    key: string;
    operation: string;
    request_hash: Buffer;
    created_at: Date;
    expires_at: Date;
    answer: unknown;
    locked_until: Date;
  };
}
