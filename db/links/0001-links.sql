-- formerly: 11dc4762255f1f010458e04c6ac4667244abe59afa877ff6502bc347e475289f
-- Links, and all that finding and following them needs.

create table links (
  -- A UUIDv7, so that the order of the ids is the order of creation and pages need no second column.
  id            uuid primary key,
  workspace_id  uuid not null,
  -- Compared byte by byte: upper and lower case differ, and no collation of the system can reorder the index.
  code          text collate "C" not null,
  -- As typed.
  url           text not null,
  -- Normalised, pure ASCII: what goes into `Location`.
  destination   text collate "C" not null,
  title         text,
  tags          text[] not null default '{}',
  expires_at    timestamptz,
  max_clicks    integer,
  -- Counted here only for links that have a limit; never above it at the time of the click.
  clicks_taken  integer not null default 0,
  version       integer not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  deleted_at    timestamptz,
  -- Where lists look for the link. `expired` is set by a job a little after expires_at; every query also compares the
  -- time, so nobody sees the difference, and a few live links are found among many expired ones.
  shelf         text collate "C" not null default 'live',
  -- What the link is found by, see services/links/domain/search-terms.ts.
  terms         tsvector not null,

  constraint links_code_length check (length(code) between 2 and 190),
  constraint links_code_shape check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]*$'),
  constraint links_url_length check (octet_length(url) between 1 and 8192),
  constraint links_destination_length check (octet_length(destination) between 1 and 8192),
  constraint links_destination_scheme check (destination like 'http://%' or destination like 'https://%'),
  constraint links_title_length check (length(title) <= 200),
  constraint links_tags_count check (cardinality(tags) <= 20),
  constraint links_max_clicks_positive check (max_clicks >= 1),
  constraint links_clicks_taken_positive check (clicks_taken >= 0),
  constraint links_version_positive check (version >= 1),
  constraint links_created_at_of_id check (created_at = uuid_extract_timestamp(id)),
  constraint links_shelf_known check (shelf in ('live', 'expired', 'deleted')),
  constraint links_shelf_deleted check ((shelf = 'deleted') = (deleted_at is not null)),
  constraint links_shelf_expired check (shelf <> 'expired' or expires_at is not null)
);

-- Clicks of limited links rewrite their row; with room on its page no index has to follow.
alter table links set (fillfactor = 90);

create unique index links_code on links (code);
create index links_by_creation on links (workspace_id, shelf, id);
create index links_by_code on links (workspace_id, shelf, code);
create index links_to_expire on links (expires_at) where shelf = 'live' and expires_at is not null;
-- A short list of pending entries: searches read all of it.
create index links_by_term on links using gin (terms) with (gin_pending_list_limit = 256);
-- By its frequency PostgreSQL decides whether to walk the order and filter, or to fetch all that carry a term and sort.
alter table links alter column terms set statistics 1000;
