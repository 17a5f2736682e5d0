-- reads: stop_cell, stop_place, stop_count
-- makes: what the tests of one record ($1) count: cases of trials, searches of stops (benchmark), hits of searches (outcome), stops of residents (residents: per_resident, of published tables)
-- one row per: test, place, month and race; within_police, within_state, within_county and within_department are the place that estimators named "within" compare within where the scope is that one
with persons as (
  select
    p.geography as source, p.state, p.county_fips, p.department, p.district, c.month, c.race,
    sum(c.with_search) as with_search, sum(c.searches) as searches, sum(c.with_hit) as with_hit, sum(c.hits) as hits
  from stop_cell as c
  inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place
  group by p.geography, p.state, p.county_fips, p.department, p.district, c.month, c.race
),
police as (
  select source, count(distinct department) as departments from persons where with_search > 0 or with_hit > 0 group by source
),
counted as (
  select 'benchmark' as test, source, state, county_fips, department, district, month, race, searches as cases, with_search as trials from persons
  union all
  select 'outcome', source, state, county_fips, department, district, month, race, hits, with_hit from persons
  union all
  select
    case event when 'searches' then 'benchmark' when 'hits' then 'outcome' else 'residents' end, source, state, county_fips,
    case when county_fips is null then place end, null, null, race, events, base
  from stop_count
  where event in ('searches', 'hits', 'stops') and race is not null
)
select
  c.test,
  case when q.departments > 1 then c.department else coalesce(c.state, '') || coalesce(c.county_fips, c.department, '') || coalesce(c.district, '') end as within_police,
  case when q.source is null then coalesce(c.county_fips, c.department, '') end as within_state,
  coalesce(c.department, '') as within_county,
  coalesce(c.county_fips, '') || coalesce(c.district, '') as within_department,
  c.state, c.county_fips, c.department, c.district, cast(c.month as varchar) as month, c.race,
  cast(sum(c.cases) as bigint) as cases, cast(sum(c.trials) as bigint) as trials
from counted as c
left join police as q on q.source = c.source
where c.source = $1
group by all
having sum(c.trials) > 0
order by all
