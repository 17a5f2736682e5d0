-- reads: stop_cell, stop_place, stop_count
-- makes: what the tests of one record ($1) count: cases of trials, searches of stops (benchmark), hits of searches (outcome)
-- one row per: test, place, month and race; compared_within is the place that estimators named "within" compare within, over the whole record
with police as (
  select geography, count(distinct department) as departments from stop_place group by geography
),
persons as (
  select
    p.geography as source, p.state, p.county_fips, p.department, p.district, c.month, c.race,
    case when q.departments > 1 then p.department else coalesce(p.state, '') || coalesce(p.county_fips, p.department, '') || coalesce(p.district, '') end as compared_within,
    sum(c.with_search) as with_search, sum(c.searches) as searches, sum(c.with_hit) as with_hit, sum(c.hits) as hits
  from stop_cell as c
  inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place
  inner join police as q on q.geography = p.geography
  group by all
),
counted as (
  select 'benchmark' as test, source, compared_within, state, county_fips, department, district, month, race, searches as cases, with_search as trials from persons
  union all
  select 'outcome', source, compared_within, state, county_fips, department, district, month, race, hits, with_hit from persons
  union all
  select
    case event when 'searches' then 'benchmark' else 'outcome' end, source, coalesce(state, '') || coalesce(county_fips, place, ''), state, county_fips,
    case when county_fips is null then place end, null, null, race, events, base
  from stop_count
  where event in ('searches', 'hits') and race is not null
)
select test, compared_within, state, county_fips, department, district, cast(month as varchar) as month, race, cast(sum(cases) as bigint) as cases, cast(sum(trials) as bigint) as trials
from counted
where source = $1
group by all
having sum(trials) > 0
order by all
