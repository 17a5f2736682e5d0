-- Reads stop_rate, booking, detainer, detainer_event.
-- Makes disparity_record: one row per test and source: the days it covers, how much it holds, and a file that it was read from.
with asked as (
  select * from (values ('benchmark', 'searches'), ('outcome', 'hits'), ('veil', 'searches'), ('risk_adjusted', 'searches')) as a (test, event)
),
held as (
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
  union all
  select
    'detainers' as test, source,
    cast(min(booked_at) as date) as first_day, cast(max(released_at) as date) as last_day,
    cast(count(distinct booking) as bigint) as base,
    max(snapshot) as snapshot
  from booking
  group by source
  union all
  select
    'detainers' as test, e.release as source,
    min(e.prepared) as first_day, max(e.prepared) as last_day,
    cast(count(*) as bigint) as base,
    max(d.snapshot) as snapshot
  from detainer_event as e
  inner join detainer as d on d.record = e.record
  where not e.dropped and (e."current" or e.release = e.source)
  group by e.release
)
select test, source, first_day, last_day, base, snapshot from held order by test, source
