-- reads: stop_cell, stop_place, stop_count
-- makes: what the checks of the benchmark and the outcome test count again: cases (searches, hits) of trials (stops, searches)
-- one row per: test, record, state, place (of stops what the whole record is compared within: departments where there are several, else counties and districts), day of the week (0 is Monday; -1 where a record has none) and race
with told as (
    select
        snapshot,
        place,
        weekday,
        race,
        sum(with_search) as with_search,
        sum(searches) as searches,
        sum(with_hit) as with_hit,
        sum(hits) as hits
    from stop_cell
    group by snapshot, place, weekday, race
),
counted as (
    select
        p.geography, p.department, p.state, p.county_fips, p.district, t.weekday, t.race, t.with_search, t.searches, t.with_hit, t.hits
    from told as t
    inner join stop_place as p on p.snapshot = t.snapshot and p.place = t.place
),
police as (
    select geography, count(distinct department) as departments from counted where with_search > 0 or with_hit > 0 group by geography
),
placed as (
    select
        c.geography,
        case when q.departments > 1 then coalesce(c.department, '') else coalesce(c.state, '') || coalesce(c.county_fips, c.department, '') || coalesce(c.district, '') end as stratum,
        c.weekday, c.race, c.with_search, c.searches, c.with_hit, c.hits
    from counted as c
    inner join police as q on q.geography = c.geography
)
select
    'benchmark' as test,
    t.geography as source,
    '' as state,
    t.stratum as department,
    1 as persons,
    t.weekday,
    t.race,
    cast(sum(t.searches) as bigint) as cases,
    cast(sum(t.with_search) as bigint) as trials
from placed as t
group by t.geography, t.stratum, t.weekday, t.race
having sum(t.with_search) > 0
union all
select
    'outcome' as test,
    t.geography as source,
    '' as state,
    t.stratum as department,
    1 as persons,
    t.weekday,
    t.race,
    cast(sum(t.hits) as bigint) as cases,
    cast(sum(t.with_hit) as bigint) as trials
from placed as t
group by t.geography, t.stratum, t.weekday, t.race
having sum(t.with_hit) > 0
union all
select
    case event when 'searches' then 'benchmark' else 'outcome' end as test,
    source,
    coalesce(state, '') as state,
    coalesce(county_fips, place) as department,
    0 as persons,
    -1 as weekday,
    race,
    cast(sum(events) as bigint) as cases,
    cast(sum(base) as bigint) as trials
from stop_count
where event in ('searches', 'hits') and race is not null
group by case event when 'searches' then 'benchmark' else 'outcome' end, source, coalesce(state, ''), coalesce(county_fips, place), race
order by test, source, state, department, weekday, race
