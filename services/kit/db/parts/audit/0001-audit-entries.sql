-- Who changed what, from where and when, written in the transaction of the change. Nobody but the owner of the
-- database can change or remove an entry.
create table audit_entries (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default now(),
  workspace_id  uuid,
  -- `key <id>`, `service <name>`, `service <name> for key <id>`, `anonymous`; `service` for work in its background.
  actor         text not null,
  -- The operation of the contract that was called.
  operation     text,
  -- What was done, such as `keyCreated`, and to what.
  change        text not null,
  aggregate_id  uuid not null,
  -- Address of the caller; null when it was no request from outside.
  address       text,
  request_id    text,
  trace_id      uuid,
  before        jsonb,
  after         jsonb
);

create index audit_entries_aggregate on audit_entries (aggregate_id, id);

do $$ begin
  execute format('revoke update, delete, truncate on audit_entries from %I', 'waypost_' || current_schema());
end $$;
