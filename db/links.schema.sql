-- The schema `links` after all migrations in db/links/. Written by `npm run gen`; do not edit.

create table cursor_secret (
  single boolean not null default true,
  secret bytea not null,
  constraint cursor_secret_pkey PRIMARY KEY (single),
  constraint cursor_secret_length CHECK ((octet_length(secret) = 32)),
  constraint cursor_secret_single CHECK (single)
);
grant delete, insert, select, update on cursor_secret to waypost_links;

create table idempotency_keys (
  workspace_id uuid not null,
  key text collate "C" not null,
  operation text collate "C" not null,
  request_hash bytea not null,
  resource_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answer jsonb,
  locked_until timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, operation, key),
  constraint idempotency_keys_hash_length CHECK ((octet_length(request_hash) = 32)),
  constraint idempotency_keys_key_length CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);
CREATE INDEX idempotency_keys_to_purge ON links.idempotency_keys USING btree (expires_at);
grant delete, insert, select, update on idempotency_keys to waypost_links;

create table link_list (
  id uuid not null,
  workspace_id uuid not null,
  code text collate "C" not null,
  url text not null,
  destination text collate "C" not null,
  title text,
  tags text[] not null,
  expires_at timestamp with time zone,
  max_clicks integer,
  version integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  shelf text collate "C" not null,
  terms tsvector not null,
  human bigint not null default 0,
  bot bigint not null default 0,
  uniq bigint not null default 0,
  constraint link_list_pkey PRIMARY KEY (id),
  constraint link_list_shelf_known CHECK ((shelf = ANY (ARRAY['live'::text, 'expired'::text, 'deleted'::text])))
) with (fillfactor=80);
CREATE INDEX link_list_by_code ON links.link_list USING btree (workspace_id, shelf, code);
CREATE INDEX link_list_by_creation ON links.link_list USING btree (workspace_id, shelf, id);
CREATE INDEX link_list_by_term ON links.link_list USING gin (terms) WITH (gin_pending_list_limit='256');
CREATE INDEX link_list_to_expire ON links.link_list USING btree (expires_at) WHERE ((shelf = 'live'::text) AND (expires_at IS NOT NULL));
grant delete, insert, select, update on link_list to waypost_links;

create table link_list_early_counts (
  link_id uuid not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  constraint link_list_early_counts_pkey PRIMARY KEY (link_id)
);
grant delete, insert, select, update on link_list_early_counts to waypost_links;

create table link_list_state (
  single boolean not null default true,
  complete_at timestamp with time zone,
  counts_as_of timestamp with time zone,
  constraint link_list_state_pkey PRIMARY KEY (single),
  constraint link_list_state_single CHECK (single)
);
grant delete, insert, select, update on link_list_state to waypost_links;

create table links (
  id uuid not null,
  workspace_id uuid not null,
  code text collate "C" not null,
  url text not null,
  destination text collate "C" not null,
  title text,
  tags text[] not null default '{}'::text[],
  expires_at timestamp with time zone,
  max_clicks integer,
  clicks_taken integer not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  shelf text collate "C" not null default 'live'::text,
  terms tsvector not null,
  constraint links_pkey PRIMARY KEY (id),
  constraint links_clicks_taken_positive CHECK ((clicks_taken >= 0)),
  constraint links_code_length CHECK (((length(code) >= 2) AND (length(code) <= 190))),
  constraint links_code_shape CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9_-]*$'::text)),
  constraint links_created_at_of_id CHECK ((created_at = uuid_extract_timestamp(id))),
  constraint links_destination_length CHECK (((octet_length(destination) >= 1) AND (octet_length(destination) <= 8192))),
  constraint links_destination_scheme CHECK (((destination ~~ 'http://%'::text) OR (destination ~~ 'https://%'::text))),
  constraint links_max_clicks_positive CHECK ((max_clicks >= 1)),
  constraint links_shelf_deleted CHECK (((shelf = 'deleted'::text) = (deleted_at IS NOT NULL))),
  constraint links_shelf_expired CHECK (((shelf <> 'expired'::text) OR (expires_at IS NOT NULL))),
  constraint links_shelf_known CHECK ((shelf = ANY (ARRAY['live'::text, 'expired'::text, 'deleted'::text]))),
  constraint links_tags_count CHECK ((cardinality(tags) <= 20)),
  constraint links_title_length CHECK ((length(title) <= 200)),
  constraint links_url_length CHECK (((octet_length(url) >= 1) AND (octet_length(url) <= 8192))),
  constraint links_version_positive CHECK ((version >= 1))
) with (fillfactor=90);
CREATE INDEX links_by_code ON links.links USING btree (workspace_id, shelf, code);
CREATE INDEX links_by_creation ON links.links USING btree (workspace_id, shelf, id);
CREATE INDEX links_by_term ON links.links USING gin (terms) WITH (gin_pending_list_limit='256');
CREATE UNIQUE INDEX links_code ON links.links USING btree (code);
CREATE INDEX links_to_expire ON links.links USING btree (expires_at) WHERE ((shelf = 'live'::text) AND (expires_at IS NOT NULL));
grant delete, insert, select, update on links to waypost_links;

create table outbox (
  seq bigint not null generated always as identity,
  event_id uuid not null,
  aggregate_id uuid not null,
  workspace_id uuid,
  trace_id uuid,
  payload bytea not null,
  made_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  projected_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (seq),
  constraint outbox_payload_length CHECK (((octet_length(payload) >= 1) AND (octet_length(payload) <= 65536)))
) with (fillfactor=80);
CREATE INDEX outbox_pending ON links.outbox USING btree (seq) WHERE (published_at IS NULL);
CREATE INDEX outbox_unprojected ON links.outbox USING btree (workspace_id) WHERE (projected_at IS NULL);
grant delete, insert, select, update on outbox to waypost_links;

create table outbox_turn (
  single boolean not null default true,
  holder uuid,
  until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint outbox_turn_pkey PRIMARY KEY (single),
  constraint outbox_turn_single CHECK (single)
) with (fillfactor=50);
grant delete, insert, select, update on outbox_turn to waypost_links;

create table refused_events (
  id bigint not null generated always as identity,
  consumer text not null,
  topic text not null,
  lane uuid not null,
  seq bigint not null,
  reason text not null,
  headers jsonb not null,
  payload bytea not null,
  at timestamp with time zone not null default now(),
  constraint refused_events_pkey PRIMARY KEY (id),
  constraint refused_events_consumer_lane_seq_key UNIQUE (consumer, lane, seq)
);
grant delete, insert, select, update on refused_events to waypost_links;

create table seen_events (
  consumer text collate "C" not null,
  event_id uuid not null,
  at timestamp with time zone not null default now(),
  constraint seen_events_pkey PRIMARY KEY (consumer, event_id)
);
CREATE INDEX seen_events_at ON links.seen_events USING brin (at);
grant delete, insert, select, update on seen_events to waypost_links;
