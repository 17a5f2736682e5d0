-- reads: stop_count, stop_cell, stop_place, stop_period, stop_race_cell
-- makes: what the threshold test reads: stops, searches and hits of each group in each place. Searches without a recorded find are left out of all three; where the grounds of half of the searches are recorded, only discretionary ones count. Individual stops once more by county, in the whole months before and after the first agreement there that begins, and the first that ends
-- one row per: place and race of a published table; police, department and race of individual stops; agreement (begins, ends), period, county and race
with published as (
    select
        s.source,
        s.state,
        coalesce(s.county_fips, s.place) as department,
        s.race,
        '' as agreement,
        'all' as period,
        coalesce(s.county_fips, '') as county,
        0 as persons,
        0 as hidden,
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
        month,
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
    group by snapshot, place, month, race
),
grounds as (
    select
        snapshot,
        case when 2 * sum(with_basis) >= sum(searches) then 1 else 0 end as recorded
    from told
    group by snapshot
),
counted as (
    select
        p.geography as source,
        p.state,
        p.department,
        p.county_fips,
        p.first_day,
        p.last_day,
        p.snapshot,
        t.month,
        t.race,
        t.with_search - t.searches + case when g.recorded = 1 then t.chosen_with_hit else t.with_hit end as stops,
        case when g.recorded = 1 then t.chosen_with_hit else t.with_hit end as searches,
        case when g.recorded = 1 then t.chosen_hits else t.hits end as hits
    from told as t
    inner join stop_place as p on p.snapshot = t.snapshot and p.place = t.place
    inner join grounds as g on g.snapshot = t.snapshot
),
lines as (
    select
        geography as source,
        layout,
        coalesce(department, '') as department,
        count(distinct result) as results
    from stop_race_cell
    where layout in ('geography', 'department')
    group by geography, layout, coalesce(department, '')
),
shown as (
    select
        geography as source,
        layout,
        coalesce(department, '') as department,
        race,
        count(distinct result) as results
    from stop_race_cell
    where layout in ('geography', 'department') and not withheld
    group by geography, layout, coalesce(department, ''), race
),
police as (
    select
        c.source,
        max(c.state) as state,
        c.department,
        c.race,
        '' as agreement,
        'all' as period,
        '' as county,
        1 as persons,
        max(case when coalesce(s.results, 0) < coalesce(l.results, 0) or coalesce(ws.results, 0) < coalesce(w.results, 0) then 1 else 0 end) as hidden,
        sum(c.stops) as stops,
        sum(c.searches) as searches,
        sum(c.hits) as hits,
        min(c.first_day) as first_day,
        max(c.last_day) as last_day,
        max(c.snapshot) as snapshot
    from counted as c
    left join lines as l on l.source = c.source and l.layout = 'department' and l.department = c.department
    left join shown as s on s.source = c.source and s.layout = 'department' and s.department = c.department and s.race = c.race
    left join lines as w on w.source = c.source and w.layout = 'geography'
    left join shown as ws on ws.source = c.source and ws.layout = 'geography' and ws.race = c.race
    group by c.source, c.department, c.race
),
turned as (
    select
        source,
        county_fips,
        case when models_before = 'none' then 'begins' else 'ends' end as agreement,
        before_from,
        before_to,
        after_from,
        after_to,
        row_number() over (partition by source, county_fips, case when models_before = 'none' then 'begins' else 'ends' end order by by_date) as nth
    from stop_period
    where scope = 'county' and doubt is null and (models_before = 'none' or models_after = 'none')
),
around as (
    select
        c.source,
        max(c.state) as state,
        c.county_fips as department,
        c.race,
        t.agreement,
        case when c.month <= t.before_to then 'before' else 'after' end as period,
        c.county_fips as county,
        1 as persons,
        0 as hidden,
        sum(c.stops) as stops,
        sum(c.searches) as searches,
        sum(c.hits) as hits,
        min(c.first_day) as first_day,
        max(c.last_day) as last_day,
        max(c.snapshot) as snapshot
    from turned as t
    inner join counted as c on c.source = t.source and c.county_fips = t.county_fips
    where t.nth = 1 and (c.month between t.before_from and t.before_to or c.month between t.after_from and t.after_to)
    group by c.source, c.county_fips, c.race, t.agreement, case when c.month <= t.before_to then 'before' else 'after' end
),
cells as (
    select * from published
    union all
    select * from police
    union all
    select * from around
)
select
    source,
    coalesce(state, '') as state,
    coalesce(department, '') as department,
    coalesce(county, '') as county,
    race,
    agreement,
    period,
    persons,
    hidden,
    cast(coalesce(stops, 0) as bigint) as stops,
    cast(coalesce(searches, 0) as bigint) as searches,
    cast(coalesce(hits, 0) as bigint) as hits,
    first_day,
    last_day,
    snapshot
from cells
order by source, state, agreement, period, department, race
