-- What the cursors of lists are signed with. A new value makes every cursor that is out there invalid, nothing else.
create table if not exists cursor_secret (
  single  boolean primary key default true,
  secret  bytea not null,

  constraint cursor_secret_single check (single),
  constraint cursor_secret_length check (octet_length(secret) = 32)
);

insert into cursor_secret (secret)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'))
on conflict do nothing;
