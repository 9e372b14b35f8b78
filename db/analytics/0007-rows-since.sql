-- From which day on every click that was stored still has its row. Roll-ups of earlier days are kept for ever and can't be
-- made anew, whatever the setting for retention says by now. Where rows were removed before this was written down, it
-- is the first day of the newest partitions without a gap: a day made again for a click that came late is behind one.
create table rows_kept (
  single boolean primary key default true check (single),
  since date not null
);

insert into rows_kept (since)
select case when exists (select from lanes where purged > 0) then coalesce(max(first), current_date) else date '1970-01-01' end
from (
  select min(day) as first
  from (select day, day - row_number() over (order by day)::integer as run from days()) made
  group by run
) runs;

-- As before, and notes that this day's rows are gone.
create or replace function drop_day(gone date) returns bigint
  language plpgsql security definer set search_path from current as $$
declare
  suffix text := to_char(gone, 'YYYYMMDD');
  removed bigint;
begin
  set local lock_timeout = '2s';
  perform pg_advisory_xact_lock(hashtext('waypost.analytics.days'));
  if to_regclass('clicks_' || suffix) is null then return 0; end if;
  perform 1 from lanes order by id for update;
  execute format('lock table %I in access exclusive mode', 'clicks_' || suffix);
  execute format(
    'with counted as (select lane_id, count(*) as n from %I group by lane_id),
     noted as (update lanes set purged = purged + n from counted where id = lane_id)
     select coalesce(sum(n), 0) from counted', 'clicks_' || suffix) into removed;
  execute format('drop table %I', 'clicks_' || suffix);
  execute format('drop table %I', 'visitors_' || suffix);
  update rows_kept set since = gone + 1 where since <= gone;
  return removed;
end $$;
