create table workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id),
  name text not null check (length(name) between 1 and 100),
  -- The first characters of the key, to tell keys apart; useless for guessing the rest.
  hint text not null check (length(hint) between 4 and 12),
  -- SHA-256 of the whole key. The key itself is random enough that a slow hash would add nothing.
  key_hash bytea not null check (octet_length(key_hash) = 32),
  scopes text[] not null check (
    cardinality(scopes) between 1 and 20
    and scopes <@ array['links:read', 'links:write', 'stats:read', 'keys:read', 'keys:write', 'operator']
  ),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create unique index api_keys_key_hash on api_keys (key_hash);

-- The list of a workspace, newest first: ids are UUIDv7 and so in order of making.
create index api_keys_workspace on api_keys (workspace_id, id desc);

-- The guard of the last operator key looks at these few.
create index api_keys_operators on api_keys (id) where 'operator' = any (scopes) and revoked_at is null;
