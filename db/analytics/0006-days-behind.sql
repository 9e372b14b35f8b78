-- Until when quarters are summed up in their days. Later ones are read themselves, so that a fold touches the cell of a
-- quarter and not that of its day as well. Where there are roll-ups already, what runs while this is applied sums up every
-- quarter, so for the next two hours everything is still summed up by everybody.
create table rollup_progress (
  single boolean primary key default true check (single),
  days_until timestamptz not null check (extract(epoch from days_until) % 900 = 0)
) with (fillfactor = 50);

insert into rollup_progress (days_until)
select date_bin('15 minutes', case when newest is null then now() else greatest(now(), newest) + interval '2 hours' end, timestamptz '2000-01-01 00:00:00Z')
from (select max(bucket) as newest from rollup_quarters) quarters;
