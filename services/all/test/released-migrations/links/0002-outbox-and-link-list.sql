-- Events of what was changed here, written in the transaction of the change and published after it; see
-- services/kit/outbox. Numbers of one aggregate rise in the order of its commits, since its row is locked before the
-- number is drawn; between aggregates a smaller number may commit later.
create table outbox (
  seq           bigint generated always as identity primary key,
  -- Stays the same however often the event is published.
  event_id      uuid not null,
  aggregate_id  uuid not null,
  workspace_id  uuid,
  trace_id      uuid,
  payload       bytea not null,
  made_at       timestamptz not null default now(),
  published_at  timestamptz,
  -- When the list of links had it; null for what the list does not show yet.
  projected_at  timestamptz,
  constraint outbox_payload_length check (octet_length(payload) between 1 and 65536)
) with (fillfactor = 80);

create index outbox_pending on outbox (seq) where published_at is null;

-- Whose turn it is to publish, and for how long. Nothing is locked while an event is on its way to the bus.
create table outbox_turn (
  single  boolean primary key default true,
  holder  uuid,
  until   timestamptz not null default '-infinity',

  constraint outbox_turn_single check (single)
) with (fillfactor = 50);

insert into outbox_turn default values;

-- Whether a workspace has changes that the list of links does not show yet.
create index outbox_unprojected on outbox (workspace_id) where projected_at is null;

-- Ids of the events that a consumer here has handled, noted in the transaction of what it did with them.
create table seen_events (
  consumer  text collate "C" not null,
  event_id  uuid not null,
  at        timestamptz not null default now(),

  primary key (consumer, event_id)
);
create index seen_events_at on seen_events using brin (at);

-- Events that a consumer here could not handle, as they came.
create table refused_events (
  id        bigint generated always as identity primary key,
  consumer  text not null,
  topic     text not null,
  lane      uuid not null,
  seq       bigint not null,
  reason    text not null,
  headers   jsonb not null,
  payload   bytea not null,
  at        timestamptz not null default now(),

  unique (consumer, lane, seq)
);

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
