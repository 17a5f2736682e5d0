-- reads: stop_cell, stop_place, stop_count
-- makes: what the checks of the benchmark and the outcome test count again: cases (searches, hits) of trials (stops, searches)
-- one row per: test, record, state, place, day of the week (0 is Monday; -1 where a record has none) and race
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
)
select
    'benchmark' as test,
    p.geography as source,
    '' as state,
    coalesce(p.department, '') as department,
    1 as persons,
    t.weekday,
    t.race,
    cast(sum(t.searches) as bigint) as cases,
    cast(sum(t.with_search) as bigint) as trials
from told as t
inner join stop_place as p on p.snapshot = t.snapshot and p.place = t.place
group by p.geography, coalesce(p.department, ''), t.weekday, t.race
having sum(t.with_search) > 0
union all
select
    'outcome' as test,
    p.geography as source,
    '' as state,
    coalesce(p.department, '') as department,
    1 as persons,
    t.weekday,
    t.race,
    cast(sum(t.hits) as bigint) as cases,
    cast(sum(t.with_hit) as bigint) as trials
from told as t
inner join stop_place as p on p.snapshot = t.snapshot and p.place = t.place
group by p.geography, coalesce(p.department, ''), t.weekday, t.race
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
