-- Reads stop_rate.
-- Makes disparity_record: one row per test and source: the days it covers, how much it holds, and a file that it was read from.
with asked as (
  select * from (values ('benchmark', 'searches'), ('outcome', 'hits')) as a (test, event)
)
select
  a.test,
  r.source,
  min(r.first_day) as first_day,
  max(r.last_day) as last_day,
  cast(sum(case when r.layout = 'published' or (r.layout = 'geography' and r.race = 'all') then coalesce(r.base, 0) else 0 end) as bigint) as base,
  max(r.snapshot) as snapshot
from stop_rate as r
inner join asked as a on a.event = r.event
group by a.test, r.source
order by a.test, r.source
