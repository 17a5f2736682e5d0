-- Reads stop_cell, stop_place.
-- Makes stop_race_count, scratch: one row per police, result, county, department and race, with how many stops. Departments with under 1,000 stops are counted together.
with large as (
  select snapshot, department
  from stop_place
  group by snapshot, department
  having sum(stops) >= 1000
),
placed as (
  select
    p.snapshot, p.place, p.geography, coalesce(p.county_fips, '') as county,
    coalesce(l.department, '') as department
  from stop_place as p
  left join large as l on l.snapshot = p.snapshot and l.department = p.department
),
raced as (
  select
    snapshot, place, case when race = 'other' then 'another' else race end as race,
    stops - with_search as unknown_search, with_search - searches as not_searched, searches - with_hit as unknown_find, with_hit - hits as without_hit, hits
  from stop_cell
),
results as (
  select snapshot, place, race, 'search not recorded' as result, unknown_search as stops from raced
  union all
  select snapshot, place, race, 'not searched' as result, not_searched as stops from raced
  union all
  select snapshot, place, race, 'find not recorded' as result, unknown_find as stops from raced
  union all
  select snapshot, place, race, 'searched without a hit' as result, without_hit as stops from raced
  union all
  select snapshot, place, race, 'hit' as result, hits as stops from raced
)
select p.geography, r.result, p.county, p.department, r.race, cast(sum(r.stops) as bigint) as stops
from results as r
inner join placed as p on p.snapshot = r.snapshot and p.place = r.place
where r.stops > 0
group by p.geography, r.result, p.county, p.department, r.race
order by p.geography, r.result, p.county, p.department, r.race
