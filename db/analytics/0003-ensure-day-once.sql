-- As before, but for the look after the lock: `to_regclass` answered it from what the session remembered of before the
-- wait, so that of several consumers that came to a new day at once all but one failed. A query sees what was committed.
create or replace function ensure_day(wanted date) returns void
  language plpgsql security definer set search_path from current as $$
declare
  suffix text := to_char(wanted, 'YYYYMMDD');
begin
  if to_regclass('visitors_' || suffix) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtext('waypost.analytics.days'));
  perform from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'visitors'::regclass and c.relname = 'visitors_' || suffix;
  if found then return; end if;
  execute format('create table %I (like clicks including all)', 'clicks_' || suffix);
  execute format('alter table clicks attach partition %I for values from (%L) to (%L)',
    'clicks_' || suffix, wanted::timestamp at time zone 'UTC', (wanted + 1)::timestamp at time zone 'UTC');
  execute format('create table %I (like visitors including all)', 'visitors_' || suffix);
  execute format('alter table visitors attach partition %I for values from (%L) to (%L)',
    'visitors_' || suffix, wanted, wanted + 1);
end $$;
