-- Reads moment, event_link, link_rule, release, encounter, arrest, detainer, stint.
-- Makes link_rate: one row per rule, release and fiscal year of the first event: how many events there are, how many are linked, how many have no id, and of the unlinked ones how many
-- stand so near to the end of the release that their partner may lie beyond it: a lower bound of what the release could have shown.
with ends as (
  select release, date_diff('day', date '2000-01-01', cast(max(covers_to) as date)) * 1440 + 1439 as minute
  from release
  where covers_to is not null
  group by release
),
both_kinds as (
  select kind, release from moment group by kind, release
),
events as (
  select
    m.kind, m.release, m.record, m.minute, date '2000-01-01' + cast(floor(cast(m.minute as double) / 1440) as integer) * interval '1' day as day
  from moment as m
  where m.kind <> 'stay_end'
),
dated as (
  select
    kind, release, record, minute,
    extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year
  from events
),
tried as (
  select
    r.mode, r.rule, d.release, r.from_table, r.to_table, d.fiscal_year,
    case when l.from_record is not null then 1 else 0 end as is_linked,
    case when l.from_record is null and d.minute + r.to_minutes > e.minute then 1 else 0 end as is_near
  from link_rule as r
  inner join dated as d on d.kind = r.from_table
  inner join both_kinds as b on b.kind = r.to_kind and b.release = d.release
  left join ends as e on e.release = d.release
  left join event_link as l on l.mode = r.mode and l.rule = r.rule and l.from_record = d.record and l.chosen
),
unnamed as (
  select 'encounter' as table_name, release, cast(event_at as date) as day from encounter where person is null and event_at is not null
  union all
  select 'arrest' as table_name, release, cast(apprehended_at as date) as day from arrest where person is null and apprehended_at is not null
  union all
  select 'detainer' as table_name, release, prepared as day from detainer where person is null and prepared is not null
  union all
  select 'stay' as table_name, release, cast(stay_book_in as date) as day from stint where person is null and stay_book_in is not null
),
without as (
  select
    table_name, release, extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year, count(*) as events
  from unnamed
  group by table_name, release, extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end
),
summed as (
  select
    mode, rule, release, from_table, to_table, fiscal_year,
    count(*) as candidates,
    cast(sum(is_linked) as bigint) as linked,
    cast(sum(is_near) as bigint) as near_boundary
  from tried
  group by mode, rule, release, from_table, to_table, fiscal_year
)
select
  s.mode, s.rule, s.release, s.from_table, s.to_table, s.fiscal_year, s.candidates, s.linked, coalesce(w.events, 0) as without_person, s.near_boundary
from summed as s
left join without as w on w.table_name = s.from_table and w.release = s.release and w.fiscal_year = s.fiscal_year
order by s.mode, s.rule, s.release, s.fiscal_year
