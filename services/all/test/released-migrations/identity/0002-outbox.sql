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
