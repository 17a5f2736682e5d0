-- Reads stop_count, stop_race_cell, stop_place, county.
-- Makes stop_rate: one row per place and race of a published table; race, county and race, department and race of the stops of one police, and each of these without race: how many stops there were (or searches), and how many of them came to a search (a hit).
-- Counties and departments with under 10 stops (searches), of which no share is given, have no row of their own. A row is withheld where one of the cells that it rests on is, or has no number. What is pooled differs from result to result and has no rate.
with asked as (
  select * from (values
    ('searches', 'not searched', 0), ('searches', 'searched without a hit', 1), ('searches', 'hit', 1), ('searches', 'find not recorded', 1),
    ('hits', 'searched without a hit', 0), ('hits', 'hit', 1)
  ) as a (event, result, counts)
),
shown as (
  select
    a.event, a.counts, c.geography, c.layout, coalesce(c.county_fips, '') as county, coalesce(c.department, '') as department, c.race, c.result, c.stops, c.withheld
  from stop_race_cell as c
  inner join asked as a on a.result = c.result
),
results as (
  select event, geography, result, counts from shown where race = 'all' group by event, geography, result, counts
),
rows_shown as (
  select event, geography, layout, county, department, race
  from shown
  where race not in ('all', 'other')
    and (layout <> 'county' or county not in ('', 'unknown'))
    and (layout <> 'department' or department not in ('', 'pooled'))
  group by event, geography, layout, county, department, race
),
raced as (
  select
    n.event, n.geography, n.layout, n.county, n.department, n.race,
    sum(r.counts * coalesce(c.stops, 0)) as events,
    sum(coalesce(c.stops, 0)) as base,
    max(case when c.race is null or c.withheld then 1 else 0 end) as hidden
  from rows_shown as n
  inner join results as r on r.event = n.event and r.geography = n.geography
  left join shown as c on c.event = n.event and c.geography = n.geography and c.layout = n.layout and c.county = n.county and c.department = n.department and c.race = n.race and c.result = r.result
  group by n.event, n.geography, n.layout, n.county, n.department, n.race
),
placed as (
  select 'searches' as event, geography, coalesce(county_fips, '') as county, department, searches as events, with_search as base from stop_place
  union all
  select 'hits' as event, geography, coalesce(county_fips, '') as county, department, hits as events, with_hit as base from stop_place
),
whole as (
  select event, geography, 'geography' as layout, '' as county, '' as department, sum(events) as events, sum(base) as base from placed group by event, geography
  union all
  select event, geography, 'county' as layout, county, '' as department, sum(events) as events, sum(base) as base from placed group by event, geography, county having sum(base) >= 10
  union all
  select event, geography, 'department' as layout, '' as county, department, sum(events) as events, sum(base) as base from placed group by event, geography, department having sum(base) >= 10
),
police as (
  select geography, max(coalesce(state, '')) as state, max(snapshot) as snapshot, min(first_day) as first_day, max(last_day) as last_day from stop_place group by geography
),
counted as (
  select event, geography, layout, county, department, race, events, base, hidden from raced
  union all
  select event, geography, layout, county, department, 'all' as race, events, base, 0 as hidden from whole
)
select
  c.event,
  c.source,
  'published' as layout,
  c.state,
  c.county_fips,
  coalesce(c.county_fips, c.state || ' ' || c.place) as place,
  coalesce(k.county_name, c.place) || ', ' || c.state as place_name,
  cast(null as varchar) as department,
  c.race,
  c.events,
  c.base,
  false as withheld,
  date '2011-01-01' as first_day,
  date '2016-12-31' as last_day,
  c.snapshot,
  c.sheet_original,
  c.row_original
from stop_count as c
left join county as k on k.county_fips = c.county_fips
where c.event in ('searches', 'hits')
union all
select
  c.event,
  c.geography as source,
  c.layout,
  nullif(q.state, '') as state,
  nullif(c.county, '') as county_fips,
  nullif(c.county, '') as place,
  k.county_name || ', ' || k.state as place_name,
  nullif(c.department, '') as department,
  c.race,
  case when c.hidden = 0 then cast(c.events as bigint) end as events,
  case when c.hidden = 0 then cast(c.base as bigint) end as base,
  c.hidden = 1 as withheld,
  q.first_day,
  q.last_day,
  q.snapshot,
  cast(null as varchar) as sheet_original,
  cast(null as bigint) as row_original
from counted as c
inner join police as q on q.geography = c.geography
left join county as k on k.county_fips = c.county
order by event, source, layout, state, county_fips, place, department, race, row_original
