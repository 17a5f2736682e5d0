-- Reads stop_cell, stop_place, stop_count.
-- Makes disparity_count, scratch: one row per test, source, place (police, county and department of a file; place of a published table), month, race and coding of it, with how many came to the event (cases) of those that could (trials).
-- Where a file has surnames, its stops are there twice: by race as recorded, and again with Hispanic told by surname.
with named as (
  select snapshot from stop_cell where race_by_surname is not null group by snapshot
),
told as (
  select
    snapshot, place, month, 'recorded' as coding, race,
    sum(with_search) as with_search, sum(searches) as searches, sum(with_hit) as with_hit, sum(hits) as hits
  from stop_cell
  group by snapshot, place, month, race
  union all
  select
    c.snapshot, c.place, c.month, 'surname' as coding, coalesce(c.race_by_surname, c.race) as race,
    sum(c.with_search) as with_search, sum(c.searches) as searches, sum(c.with_hit) as with_hit, sum(c.hits) as hits
  from stop_cell as c
  inner join named as n on n.snapshot = c.snapshot
  group by c.snapshot, c.place, c.month, coalesce(c.race_by_surname, c.race)
)
select
  'benchmark' as test, p.geography as source, 'persons' as kind, p.state, p.county_fips, p.department, p.district, c.month, c.coding, c.race,
  cast(sum(c.searches) as bigint) as cases, cast(sum(c.with_search) as bigint) as trials
from told as c
inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place
group by p.geography, p.state, p.county_fips, p.department, p.district, c.month, c.coding, c.race
having sum(c.with_search) > 0
union all
select
  'outcome' as test, p.geography as source, 'persons' as kind, p.state, p.county_fips, p.department, p.district, c.month, c.coding, c.race,
  cast(sum(c.hits) as bigint) as cases, cast(sum(c.with_hit) as bigint) as trials
from told as c
inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place
group by p.geography, p.state, p.county_fips, p.department, p.district, c.month, c.coding, c.race
having sum(c.with_hit) > 0
union all
select
  case event when 'searches' then 'benchmark' when 'hits' then 'outcome' else 'residents' end as test,
  source, 'published' as kind, state, county_fips, case when county_fips is null then place end as department, cast(null as varchar) as district,
  cast(null as date) as month, 'recorded' as coding, race,
  cast(sum(events) as bigint) as cases, cast(sum(base) as bigint) as trials
from stop_count
where event in ('searches', 'hits', 'stops') and race is not null
group by case event when 'searches' then 'benchmark' when 'hits' then 'outcome' else 'residents' end, source, state, county_fips, case when county_fips is null then place end, race
