-- formerly: e7261032e78c04aa0f0f4774a6c71b18419bbe637cae0ba61dd31e59b749c2cd

-- When the list of links had the event; null for what the list does not show yet.
alter table outbox add column if not exists projected_at timestamptz;

-- Whether a workspace has changes that the list of links does not show yet.
-- allow index-concurrently: the outbox is as new as this file, and empty
create index outbox_unprojected on outbox (workspace_id) where projected_at is null;

-- The list of links as the API shows it, with counts: all that a page needs in one row. Made from events, and anew by
-- `npm run rebuild -- --read-model`; the columns up to `terms` mean what they mean in `links`.
create table link_list (
  id            uuid primary key,
  workspace_id  uuid not null,
  code          text collate "C" not null,
  url           text not null,
  destination   text collate "C" not null,
  title         text,
  tags          text[] not null,
  expires_at    timestamptz,
  max_clicks    integer,
  version       integer not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  deleted_at    timestamptz,
  shelf         text collate "C" not null,
  terms         tsvector not null,
  -- Clicks until `link_list_state.counts_as_of`.
  human         bigint not null default 0,
  bot           bigint not null default 0,
  uniq          bigint not null default 0,

  constraint link_list_shelf_known check (shelf in ('live', 'expired', 'deleted'))
) with (fillfactor = 80);

create index link_list_by_creation on link_list (workspace_id, shelf, id);
create index link_list_by_code on link_list (workspace_id, shelf, code);
create index link_list_to_expire on link_list (expires_at) where shelf = 'live' and expires_at is not null;
create index link_list_by_term on link_list using gin (terms) with (gin_pending_list_limit = 256);
alter table link_list alter column terms set statistics 1000;

-- Counts that came before the link did.
create table link_list_early_counts (
  link_id  uuid primary key,
  human    bigint not null,
  bot      bigint not null,
  uniq     bigint not null
);

create table link_list_state (
  single        boolean primary key default true,
  -- Since when every link is in the list, or null while that is not so and lists read the links themselves.
  complete_at   timestamptz,
  counts_as_of  timestamptz,

  constraint link_list_state_single check (single)
);
insert into link_list_state default values;
