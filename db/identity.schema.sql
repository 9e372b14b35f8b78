-- The schema `identity` after all migrations in db/identity/. Written by `npm run gen`; do not edit.

create table api_keys (
  id uuid not null,
  workspace_id uuid not null,
  name text not null,
  hint text not null,
  key_hash bytea not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint api_keys_hint_check CHECK (((length(hint) >= 4) AND (length(hint) <= 12))),
  constraint api_keys_key_hash_check CHECK ((octet_length(key_hash) = 32)),
  constraint api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_keys_scopes_count CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 100)))
);
CREATE UNIQUE INDEX api_keys_key_hash ON identity.api_keys USING btree (key_hash);
CREATE INDEX api_keys_operators ON identity.api_keys USING btree (id) WHERE (('operator'::text = ANY (scopes)) AND (revoked_at IS NULL));
CREATE INDEX api_keys_workspace ON identity.api_keys USING btree (workspace_id, id DESC);
grant delete, insert, select, update on api_keys to waypost_identity;

create table audit_entries (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  workspace_id uuid,
  actor text not null,
  operation text,
  change text not null,
  aggregate_id uuid not null,
  address text,
  request_id text,
  trace_id uuid,
  before jsonb,
  after jsonb,
  constraint audit_entries_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entries_aggregate ON identity.audit_entries USING btree (aggregate_id, id);
grant insert, select on audit_entries to waypost_identity;

create table cursor_secret (
  single boolean not null default true,
  secret bytea not null,
  constraint cursor_secret_pkey PRIMARY KEY (single),
  constraint cursor_secret_length CHECK ((octet_length(secret) = 32)),
  constraint cursor_secret_single CHECK (single)
);
grant delete, insert, select, update on cursor_secret to waypost_identity;

create table outbox (
  seq bigint not null generated always as identity,
  event_id uuid not null,
  aggregate_id uuid not null,
  workspace_id uuid,
  trace_id uuid,
  payload bytea not null,
  made_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (seq),
  constraint outbox_payload_length CHECK (((octet_length(payload) >= 1) AND (octet_length(payload) <= 65536)))
) with (fillfactor=80);
CREATE INDEX outbox_pending ON identity.outbox USING btree (seq) WHERE (published_at IS NULL);
grant delete, insert, select, update on outbox to waypost_identity;

create table outbox_turn (
  single boolean not null default true,
  holder uuid,
  until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint outbox_turn_pkey PRIMARY KEY (single),
  constraint outbox_turn_single CHECK (single)
) with (fillfactor=50);
grant delete, insert, select, update on outbox_turn to waypost_identity;

create table workspaces (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  constraint workspaces_pkey PRIMARY KEY (id),
  constraint workspaces_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
grant delete, insert, select, update on workspaces to waypost_identity;
