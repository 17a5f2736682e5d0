-- Reads moment, event_link, link_rule, release, current_release, encounter, arrest, detainer, stint, stay, arrest_place, facility.
-- Makes pipeline_count: one row per way of linking, rule, release, month and state of a step's first event, and standing, with how many events.
-- Standing: linked; unlinked, though it could have been; near the boundary, unlinked and so close to the end of the release that the partner may lie beyond it; no id.
-- The state is that of the first event alone: of an arrest the printed or filled-in one (arrest_place), of a detainer its jail's as printed, of a stay its first facility's. Encounters say none.
with ends as (
  select release, date_diff('day', date '2000-01-01', cast(max(covers_to) as date)) * 1440 + 1439 as minute
  from release
  where covers_to is not null
  group by release
),
both_kinds as (
  select kind, release from moment group by kind, release
),
states as (
  select 'arrest' as kind, record, state from arrest_place
  union all
  select 'detainer' as kind, record, facility_state as state from detainer where facility_state is not null
  union all
  select 'stay' as kind, stay as record, state_first as state from stay where state_first is not null
),
events as (
  select
    m.kind, m.release, m.record, m.minute, s.state,
    cast(date '2000-01-01' + cast(floor(cast(m.minute as double) / 1440) as integer) * interval '1' day as date) as day
  from moment as m
  left join states as s on s.kind = m.kind and s.record = m.record
  where m.kind <> 'stay_end'
),
tried as (
  select
    r.mode, r.rule, v.release, r.from_table, r.to_table, v.state, v.day,
    case when l.from_record is not null then 'linked' when v.minute + r.to_minutes > e.minute then 'near the boundary' else 'unlinked' end as standing
  from link_rule as r
  inner join events as v on v.kind = r.from_table
  inner join both_kinds as b on b.kind = r.to_kind and b.release = v.release
  left join ends as e on e.release = v.release
  left join event_link as l on l.mode = r.mode and l.rule = r.rule and l.from_record = v.record and l.chosen
),
unnamed as (
  select 'encounter' as table_name, release, cast(null as varchar) as state, cast(event_at as date) as day from encounter where person is null and event_at is not null
  union all
  select 'arrest' as table_name, a.release, p.state, cast(a.apprehended_at as date) as day
  from arrest as a left join arrest_place as p on p.record = a.record where a.person is null and a.apprehended_at is not null
  union all
  select 'detainer' as table_name, release, facility_state as state, prepared as day from detainer where person is null and prepared is not null
  union all
  select 'stay' as table_name, t.release, f.state, cast(t.stay_book_in as date) as day
  from stint as t left join facility as f on f.facility = t.facility_code where t.person is null and t.stay_book_in is not null
),
without as (
  select table_name, release, state, cast(date_trunc('month', day) as date) as month, min(day) as first_day, max(day) as last_day, count(*) as events
  from unnamed
  group by table_name, release, state, cast(date_trunc('month', day) as date)
),
counted as (
  select
    mode, rule, release, from_table, to_table, cast(date_trunc('month', day) as date) as month, state, standing,
    min(day) as first_day, max(day) as last_day, count(*) as events
  from tried
  group by mode, rule, release, from_table, to_table, cast(date_trunc('month', day) as date), state, standing
  union all
  select r.mode, r.rule, w.release, r.from_table, r.to_table, w.month, w.state, 'no id' as standing, w.first_day, w.last_day, w.events
  from without as w
  inner join link_rule as r on r.from_table = w.table_name
  inner join both_kinds as b on b.kind = r.to_kind and b.release = w.release
  inner join both_kinds as f on f.kind = r.from_table and f.release = w.release
),
dated as (
  select
    mode, rule, release, from_table, to_table, month, state, standing, first_day, last_day, events,
    extract(year from month) + case when extract(month from month) >= 10 then 1 else 0 end as fiscal_year
  from counted
),
currently as (
  select table_name, release, fiscal_year from current_release group by table_name, release, fiscal_year
)
select
  d.mode,
  d.rule,
  d.release,
  c.release is not null as current,
  d.month,
  d.fiscal_year,
  d.state,
  d.from_table,
  d.to_table,
  d.standing,
  d.first_day,
  d.last_day,
  d.events
from dated as d
left join currently as c
  on c.release = d.release and c.fiscal_year = d.fiscal_year and c.table_name = case when d.from_table = 'stay' then 'stint' else d.from_table end
order by d.mode, d.rule, d.release, d.month, d.state, d.from_table, d.to_table, d.standing
