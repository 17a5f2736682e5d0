-- reads: stop_count, stop_cell, stop_place
-- makes: what the threshold test reads: stops, searches and hits of each group in each place. Searches without a recorded find are left out of all three; where the grounds of half of the searches are recorded, only discretionary ones count
-- one row per: place and race of a published table; police, department and race of individual stops
with published as (
    select
        s.source,
        s.state,
        coalesce(s.county_fips, s.place) as department,
        s.race,
        0 as persons,
        s.base - (s.events - h.base) as stops,
        h.base as searches,
        h.events as hits,
        date '2011-01-01' as first_day,
        date '2016-12-31' as last_day,
        h.snapshot
    from stop_count as s
    inner join stop_count as h on h.source = s.source and h.state = s.state and h.place = s.place and h.race = s.race and h.event = 'hits'
    where s.event = 'searches' and s.events >= h.base
),
told as (
    select
        snapshot,
        place,
        race,
        sum(with_search) as with_search,
        sum(searches) as searches,
        sum(with_hit) as with_hit,
        sum(hits) as hits,
        sum(with_basis) as with_basis,
        sum(discretionary_with_hit) as chosen_with_hit,
        sum(discretionary_hits) as chosen_hits
    from stop_cell
    where race in ('white', 'black', 'hispanic', 'asian/pacific islander')
    group by snapshot, place, race
),
grounds as (
    select
        snapshot,
        case when 2 * sum(with_basis) >= sum(searches) then 1 else 0 end as recorded
    from told
    group by snapshot
),
police as (
    select
        p.geography as source,
        max(p.state) as state,
        p.department,
        t.race,
        1 as persons,
        sum(t.with_search - t.searches + case when g.recorded = 1 then t.chosen_with_hit else t.with_hit end) as stops,
        sum(case when g.recorded = 1 then t.chosen_with_hit else t.with_hit end) as searches,
        sum(case when g.recorded = 1 then t.chosen_hits else t.hits end) as hits,
        min(p.first_day) as first_day,
        max(p.last_day) as last_day,
        max(p.snapshot) as snapshot
    from told as t
    inner join stop_place as p on p.snapshot = t.snapshot and p.place = t.place
    inner join grounds as g on g.snapshot = t.snapshot
    group by p.geography, p.department, t.race
),
cells as (
    select * from published
    union all
    select * from police
)
select
    source,
    coalesce(state, '') as state,
    coalesce(department, '') as department,
    race,
    persons,
    cast(coalesce(stops, 0) as bigint) as stops,
    cast(coalesce(searches, 0) as bigint) as searches,
    cast(coalesce(hits, 0) as bigint) as hits,
    first_day,
    last_day,
    snapshot
from cells
order by source, state, department, race
