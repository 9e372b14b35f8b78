-- Answers to requests that carried an Idempotency-Key, for 24 hours.
create table if not exists idempotency_keys (
  workspace_id  uuid not null,
  key           text collate "C" not null,
  operation     text collate "C" not null,
  -- SHA-256 of what was asked; another request under the same key is refused.
  request_hash  bytea not null,
  -- The id of what the request makes, so that beginning it again after a crash makes nothing twice.
  resource_id   uuid not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  -- While null, the request is under way; taken over when `locked_until` has passed, because its process died.
  answer        jsonb,
  locked_until  timestamptz not null,

  primary key (workspace_id, operation, key),
  constraint idempotency_keys_key_length check (length(key) between 1 and 255),
  constraint idempotency_keys_hash_length check (octet_length(request_hash) = 32)
);

create index if not exists idempotency_keys_to_purge on idempotency_keys (expires_at);
