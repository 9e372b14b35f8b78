-- The schema `analytics` after all migrations in db/analytics/. Written by `npm run gen`; do not edit.

create table attempts (
  lane uuid not null,
  from_seq bigint not null,
  attempts integer not null,
  at timestamp with time zone not null default now(),
  constraint attempts_pkey PRIMARY KEY (lane)
) with (fillfactor=50);
grant delete, insert, select, update on attempts to waypost_analytics;

create table clicks (
  lane_id integer not null,
  seq bigint not null,
  clicked_at timestamp with time zone not null,
  clamped boolean not null,
  link_id uuid not null,
  workspace_id uuid not null,
  method text not null,
  bot boolean not null,
  bot_reason text,
  rule_version smallint not null,
  country text not null,
  device text not null,
  browser text not null,
  os text not null,
  source text not null,
  platform text,
  referrer text not null,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  destination text not null,
  visitor bytea,
  first_on_link boolean not null,
  first_in_workspace boolean not null
) partition by RANGE (clicked_at);
grant delete, insert, select, update on clicks to waypost_analytics;

create table clicks_late (
  lane_id integer not null,
  seq bigint not null,
  clicked_at timestamp with time zone not null,
  clamped boolean not null,
  link_id uuid not null,
  workspace_id uuid not null,
  method text not null,
  bot boolean not null,
  bot_reason text,
  rule_version smallint not null,
  country text not null,
  device text not null,
  browser text not null,
  os text not null,
  source text not null,
  platform text,
  referrer text not null,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  destination text not null,
  visitor bytea,
  first_on_link boolean not null,
  first_in_workspace boolean not null
);
grant delete, insert, select, update on clicks_late to waypost_analytics;

create table content_ids (
  link_id uuid not null,
  content_id text not null,
  at timestamp with time zone not null default now(),
  constraint content_ids_pkey PRIMARY KEY (link_id, content_id)
);
CREATE INDEX content_ids_at ON analytics.content_ids USING brin (at);
grant delete, insert, select, update on content_ids to waypost_analytics;

create table day_keys (
  day date not null,
  secret bytea not null,
  constraint day_keys_pkey PRIMARY KEY (day),
  constraint day_keys_secret_check CHECK ((octet_length(secret) = 32))
);
grant delete, insert, select, update on day_keys to waypost_analytics;

create table dead_letters (
  id bigint not null generated always as identity,
  lane_id integer not null,
  seq bigint not null,
  reason text not null,
  detail text not null,
  attempts integer not null,
  origin jsonb not null,
  payload bytea not null,
  at timestamp with time zone not null default now(),
  constraint dead_letters_pkey PRIMARY KEY (id),
  constraint dead_letters_lane_id_seq_key UNIQUE (lane_id, seq),
  constraint dead_letters_lane_id_fkey FOREIGN KEY (lane_id) REFERENCES lanes(id),
  constraint dead_letters_attempts_check CHECK ((attempts > 0))
);
grant delete, insert, select, update on dead_letters to waypost_analytics;

create table foreign_records (
  topic text not null,
  topic_id text not null,
  partition integer not null,
  offset bigint not null,
  reason text not null,
  headers jsonb not null,
  payload bytea not null,
  produced_at timestamp with time zone not null,
  at timestamp with time zone not null default now(),
  constraint foreign_records_pkey PRIMARY KEY (topic_id, partition, "offset")
);
grant delete, insert, select, update on foreign_records to waypost_analytics;

create table job_runs (
  id bigint not null generated always as identity,
  job text not null,
  started_at timestamp with time zone not null,
  took_ms integer not null,
  outcome text not null,
  detail jsonb,
  constraint job_runs_pkey PRIMARY KEY (id),
  constraint job_runs_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'failed'::text, 'stopped'::text])))
);
CREATE INDEX job_runs_started_at ON analytics.job_runs USING btree (job, started_at DESC);
grant delete, insert, select, update on job_runs to waypost_analytics;

create table lanes (
  id integer not null generated always as identity,
  lane uuid not null,
  seen int8multirange not null default '{}'::int8multirange,
  lost int8multirange not null default '{}'::int8multirange,
  head bigint not null default 0,
  stored bigint not null default 0,
  duplicate bigint not null default 0,
  dead_lettered bigint not null default 0,
  redelivered bigint not null default 0,
  unrecorded bigint not null default 0,
  purged bigint not null default 0,
  rejected jsonb not null default '{}'::jsonb,
  state text not null default 'open'::text,
  last_clicked_at timestamp with time zone,
  complete_at timestamp with time zone,
  reported_at timestamp with time zone,
  made_at timestamp with time zone not null default now(),
  measured_at timestamp with time zone,
  constraint lanes_pkey PRIMARY KEY (id),
  constraint lanes_lane_key UNIQUE (lane),
  constraint lanes_check CHECK ((NOT (seen && lost))),
  constraint lanes_check1 CHECK (((head >= (COALESCE(upper(seen), (1)::bigint) - 1)) AND (head >= (COALESCE(upper(lost), (1)::bigint) - 1)))),
  constraint lanes_dead_lettered_check CHECK ((dead_lettered >= 0)),
  constraint lanes_duplicate_check CHECK ((duplicate >= 0)),
  constraint lanes_purged_check CHECK ((purged >= 0)),
  constraint lanes_redelivered_check CHECK ((redelivered >= 0)),
  constraint lanes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'adopted'::text]))),
  constraint lanes_stored_check CHECK ((stored >= 0)),
  constraint lanes_unrecorded_check CHECK ((unrecorded >= 0))
) with (fillfactor=50);
grant delete, insert, select, update on lanes to waypost_analytics;

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
CREATE INDEX outbox_pending ON analytics.outbox USING btree (seq) WHERE (published_at IS NULL);
grant delete, insert, select, update on outbox to waypost_analytics;

create table outbox_turn (
  single boolean not null default true,
  holder uuid,
  until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint outbox_turn_pkey PRIMARY KEY (single),
  constraint outbox_turn_single CHECK (single)
) with (fillfactor=50);
grant delete, insert, select, update on outbox_turn to waypost_analytics;

create table partition_offsets (
  topic text not null,
  partition integer not null,
  topic_id text not null,
  next bigint not null,
  at timestamp with time zone not null default now(),
  constraint partition_offsets_pkey PRIMARY KEY (topic, partition),
  constraint partition_offsets_next_check CHECK ((next >= 0))
) with (fillfactor=50);
grant delete, insert, select, update on partition_offsets to waypost_analytics;

create table rollup_days (
  scope uuid not null,
  workspace_id uuid not null,
  bucket timestamp with time zone not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  dims smallint[] not null,
  vals text[] not null,
  humans integer[] not null,
  bots integer[] not null,
  constraint rollup_days_pkey PRIMARY KEY (scope, bucket),
  constraint rollup_days_bucket_check CHECK (((EXTRACT(epoch FROM bucket) % (86400)::numeric) = (0)::numeric))
) with (fillfactor=70);
CREATE INDEX rollup_days_bucket ON analytics.rollup_days USING brin (bucket);
grant delete, insert, select, update on rollup_days to waypost_analytics;

create table rollup_fresh (
  scope uuid not null,
  workspace_id uuid not null,
  bucket timestamp with time zone not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  dims smallint[] not null,
  vals text[] not null,
  humans integer[] not null,
  bots integer[] not null
);
CREATE INDEX rollup_fresh_scope ON analytics.rollup_fresh USING btree (scope);
grant delete, insert, select, update on rollup_fresh to waypost_analytics;

create table rollup_progress (
  single boolean not null default true,
  days_until timestamp with time zone not null,
  constraint rollup_progress_pkey PRIMARY KEY (single),
  constraint rollup_progress_days_until_check CHECK (((EXTRACT(epoch FROM days_until) % (900)::numeric) = (0)::numeric)),
  constraint rollup_progress_single_check CHECK (single)
) with (fillfactor=50);
grant delete, insert, select, update on rollup_progress to waypost_analytics;

create table rollup_quarters (
  scope uuid not null,
  workspace_id uuid not null,
  bucket timestamp with time zone not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  dims smallint[] not null,
  vals text[] not null,
  humans integer[] not null,
  bots integer[] not null,
  constraint rollup_quarters_pkey PRIMARY KEY (scope, bucket),
  constraint rollup_quarters_bucket_check CHECK (((EXTRACT(epoch FROM bucket) % (900)::numeric) = (0)::numeric))
) with (fillfactor=70);
CREATE INDEX rollup_quarters_bucket ON analytics.rollup_quarters USING brin (bucket);
grant delete, insert, select, update on rollup_quarters to waypost_analytics;

create table rollup_totals (
  scope uuid not null,
  workspace_id uuid not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  constraint rollup_totals_pkey PRIMARY KEY (scope)
) with (fillfactor=70);
grant delete, insert, select, update on rollup_totals to waypost_analytics;

create table rows_kept (
  single boolean not null default true,
  since date not null,
  constraint rows_kept_pkey PRIMARY KEY (single),
  constraint rows_kept_single_check CHECK (single)
);
grant delete, insert, select, update on rows_kept to waypost_analytics;

create table visitors (
  day date not null,
  key bigint not null,
  constraint visitors_pkey PRIMARY KEY (day, key)
) partition by RANGE (day);
grant delete, insert, select, update on visitors to waypost_analytics;

CREATE OR REPLACE FUNCTION analytics.days()
 RETURNS TABLE(day date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'analytics'
AS $function$
  select to_date(right(c.relname, 8), 'YYYYMMDD')
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'clicks'::regclass
  order by 1
$function$;
grant execute on function days() to waypost_analytics;

CREATE OR REPLACE FUNCTION analytics.drop_day(gone date)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'analytics'
AS $function$
declare
  suffix text := to_char(gone, 'YYYYMMDD');
  removed bigint;
begin
  set local lock_timeout = '2s';
  perform pg_advisory_xact_lock(hashtext('waypost.analytics.days'));
  if to_regclass('clicks_' || suffix) is null then return 0; end if;
  perform 1 from lanes order by id for update;
  execute format('lock table %I in access exclusive mode', 'clicks_' || suffix);
  execute format(
    'with counted as (select lane_id, count(*) as n from %I group by lane_id),
     noted as (update lanes set purged = purged + n from counted where id = lane_id)
     select coalesce(sum(n), 0) from counted', 'clicks_' || suffix) into removed;
  execute format('drop table %I', 'clicks_' || suffix);
  execute format('drop table %I', 'visitors_' || suffix);
  update rows_kept set since = gone + 1 where since <= gone;
  return removed;
end $function$;
grant execute on function drop_day(gone date) to waypost_analytics;

CREATE OR REPLACE FUNCTION analytics.ensure_day(wanted date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'analytics'
AS $function$
declare
  suffix text := to_char(wanted, 'YYYYMMDD');
begin
  if to_regclass('visitors_' || suffix) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtext('waypost.analytics.days'));
  perform from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'visitors'::regclass and c.relname = 'visitors_' || suffix;
  if found then return; end if;
  execute format('create table %I (like clicks including all)', 'clicks_' || suffix);
  execute format('alter table clicks attach partition %I for values from (%L) to (%L)',
    'clicks_' || suffix, wanted::timestamp at time zone 'UTC', (wanted + 1)::timestamp at time zone 'UTC');
  execute format('create table %I (like visitors including all)', 'visitors_' || suffix);
  execute format('alter table visitors attach partition %I for values from (%L) to (%L)',
    'visitors_' || suffix, wanted, wanted + 1);
end $function$;
grant execute on function ensure_day(wanted date) to waypost_analytics;
