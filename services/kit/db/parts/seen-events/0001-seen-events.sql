-- Ids of the events that a consumer here has handled, noted in the transaction of what it did with them.
create table if not exists seen_events (
  consumer  text collate "C" not null,
  event_id  uuid not null,
  at        timestamptz not null default now(),

  primary key (consumer, event_id)
);
create index if not exists seen_events_at on seen_events using brin (at);

-- Events that a consumer here could not handle, as they came.
create table if not exists refused_events (
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
