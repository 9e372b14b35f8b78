-- One start of one process that writes clicks. `seen` is the position: a number in it was stored, was a duplicate or
-- went to the dead letters; docs/decisions/0012-position-is-a-set.md says why it is a set.
create table lanes (
  id integer generated always as identity primary key,
  lane uuid not null unique,
  seen int8multirange not null default '{}',
  -- Known to have been written and no longer to be had. A late arrival moves from here to `seen`.
  lost int8multirange not null default '{}',
  -- The highest number anybody declared or delivered; never goes down.
  head bigint not null default 0,
  stored bigint not null default 0 check (stored >= 0),
  duplicate bigint not null default 0 check (duplicate >= 0),
  dead_lettered bigint not null default 0 check (dead_lettered >= 0),
  redelivered bigint not null default 0 check (redelivered >= 0),
  unrecorded bigint not null default 0 check (unrecorded >= 0),
  -- Rows of this lane that retention has removed: stored = rows + purged.
  purged bigint not null default 0 check (purged >= 0),
  rejected jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'closed', 'adopted')),
  -- Of the record with the highest number: no later record is dated before it.
  last_clicked_at timestamptz,
  -- Every click of the lane before this time is stored.
  complete_at timestamptz,
  reported_at timestamptz,
  made_at timestamptz not null default now(),
  check (not seen && lost),
  check (head >= coalesce(upper(seen), 1) - 1 and head >= coalesce(upper(lost), 1) - 1)
) with (fillfactor = 50);

-- Rows of clicks, one partition per UTC day, made by `ensure_day`. There is no unique index: the position of the
-- lane, in the same transaction, keeps a record from being stored twice. There is no default partition either:
-- its rows could never be moved without a lock on everything.
create table clicks (
  lane_id integer not null,
  seq bigint not null,
  clicked_at timestamptz not null,
  -- The writer's clock was more than five minutes ahead of ours, so the time is ours.
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
  -- Keyed with the salt of the day, so that it means nothing on another day; null without an address.
  visitor bytea,
  -- This click was the first of its visitor on its day: on the link, in the workspace.
  first_on_link boolean not null,
  first_in_workspace boolean not null
) partition by range (clicked_at);

-- Clicks that arrived when the partition of their day was gone already.
create table clicks_late (like clicks);

-- Who was seen on which day, by link and by workspace: 64 bits of the visitor's hash mixed with the id.
create table visitors (
  day date not null,
  key bigint not null,
  primary key (day, key)
) partition by range (day);

-- Request ids of trusted callers: a record with an id that is here already is the retry of a stored click.
create table content_ids (
  link_id uuid not null,
  content_id text not null,
  at timestamptz not null default now(),
  primary key (link_id, content_id)
);
create index content_ids_at on content_ids using brin (at);

-- What a day's addresses are sealed and its visitors are hashed with. Gone, both are gone.
create table day_keys (
  day date primary key,
  secret bytea not null check (octet_length(secret) = 32)
);

create table dead_letters (
  id bigint generated always as identity primary key,
  lane_id integer not null references lanes (id),
  seq bigint not null,
  reason text not null,
  detail text not null,
  attempts integer not null check (attempts > 0),
  -- What the record came with besides its bytes: topic, headers.
  origin jsonb not null,
  payload bytea not null,
  at timestamptz not null default now(),
  unique (lane_id, seq)
);

-- How often the work on a record was begun without an end: the count survives a process that a record kills.
create table attempts (
  lane uuid primary key,
  from_seq bigint not null,
  attempts integer not null,
  at timestamptz not null default now()
) with (fillfactor = 50);

-- Roll-ups. A cell is what happened to a scope (a link or a workspace) in a period: its counts, and the counts by
-- dimension and value in four arrays of one length. Consumers only append fresh cells, in the transaction of
-- their rows; a job folds them into quarters of an hour, days and totals. What is read is always the sum of both.
create table rollup_fresh (
  scope uuid not null,
  workspace_id uuid not null,
  bucket timestamptz not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  dims smallint[] not null,
  vals text[] not null,
  humans integer[] not null,
  bots integer[] not null
);
create index rollup_fresh_scope on rollup_fresh (scope);

create table rollup_quarters (
  scope uuid not null,
  workspace_id uuid not null,
  bucket timestamptz not null check (extract(epoch from bucket) % 900 = 0),
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  dims smallint[] not null,
  vals text[] not null,
  humans integer[] not null,
  bots integer[] not null,
  primary key (scope, bucket)
) with (fillfactor = 70);
create index rollup_quarters_bucket on rollup_quarters using brin (bucket);

create table rollup_days (
  scope uuid not null,
  workspace_id uuid not null,
  bucket timestamptz not null check (extract(epoch from bucket) % 86400 = 0),
  human bigint not null,
  bot bigint not null,
  uniq bigint not null,
  dims smallint[] not null,
  vals text[] not null,
  humans integer[] not null,
  bots integer[] not null,
  primary key (scope, bucket)
) with (fillfactor = 70);
create index rollup_days_bucket on rollup_days using brin (bucket);

create table rollup_totals (
  scope uuid primary key,
  workspace_id uuid not null,
  human bigint not null,
  bot bigint not null,
  uniq bigint not null
) with (fillfactor = 70);

create table job_runs (
  id bigint generated always as identity primary key,
  job text not null,
  started_at timestamptz not null,
  took_ms integer not null,
  outcome text not null check (outcome in ('done', 'failed', 'stopped')),
  detail jsonb
);
create index job_runs_started_at on job_runs (job, started_at desc);

-- Makes the partitions of a day when they are not there. Attaching, unlike `partition of`, lets reads and writes of
-- the other days pass.
create function ensure_day(wanted date) returns void
  language plpgsql security definer set search_path from current as $$
declare
  suffix text := to_char(wanted, 'YYYYMMDD');
begin
  if to_regclass('visitors_' || suffix) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtext('waypost.analytics.days'));
  if to_regclass('visitors_' || suffix) is not null then return; end if;
  execute format('create table %I (like clicks including all)', 'clicks_' || suffix);
  execute format('alter table clicks attach partition %I for values from (%L) to (%L)',
    'clicks_' || suffix, wanted::timestamp at time zone 'UTC', (wanted + 1)::timestamp at time zone 'UTC');
  execute format('create table %I (like visitors including all)', 'visitors_' || suffix);
  execute format('alter table visitors attach partition %I for values from (%L) to (%L)',
    'visitors_' || suffix, wanted, wanted + 1);
end $$;

-- The days that have partitions.
create function days() returns table (day date)
  language sql stable security definer set search_path from current as $$
  select to_date(right(c.relname, 8), 'YYYYMMDD')
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'clicks'::regclass
  order by 1
$$;

-- Removes a day's rows and visitors, and notes in the lanes how many rows went.
create function drop_day(gone date) returns bigint
  language plpgsql security definer set search_path from current as $$
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
  return removed;
end $$;
