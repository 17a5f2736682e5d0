-- reads: stop_rate
-- makes: how many stops there were, and how many of them came to searches; or how many searches, and how many of them came to hits (EVENT)
-- one row per: place and race of a published table; police, county or department and race (or all races) of individual stops
select
    source,
    layout,
    coalesce(state, '') as state,
    coalesce(county_fips, '') as county,
    coalesce(place, '') as place,
    coalesce(place_name, '') as place_name,
    coalesce(department, '') as department,
    race,
    coalesce(events, 0) as events,
    coalesce(base, 0) as base,
    case when withheld then 1 else 0 end as withheld,
    snapshot,
    coalesce(sheet_original, '') as sheet,
    coalesce(row_original, 0) as row_number,
    first_day,
    last_day
from stop_rate
where event = 'EVENT'
