-- reads: stop_count
-- makes: how many stops there were, and how many of them came to searches
-- one row per: place and race of a published table
select
    c.source,
    '' as layout,
    c.state,
    coalesce(c.county_fips, '') as county,
    coalesce(c.county_fips, c.state || ' ' || c.place) as place,
    coalesce(k.county_name, c.place) || ', ' || c.state as place_name,
    '' as department,
    c.race,
    c.events,
    c.base,
    0 as withheld,
    c.snapshot,
    c.sheet_original as sheet,
    c.row_original as row_number,
    date '2011-01-01' as first_day,
    date '2016-12-31' as last_day
from stop_count as c
left join county as k on k.county_fips = c.county_fips
where c.event = 'searches'
