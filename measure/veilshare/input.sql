-- reads: veil_clock, disparity_record
-- makes: shares of groups by half hours, in light and in the dark, with the days of their records
-- one row per: record, scope, place, group, half hour and light
select
    c.source,
    coalesce(c.state, '') as state,
    coalesce(c.county_fips, '') as county,
    coalesce(c.department, '') as department,
    c.compared as "group",
    lpad(cast(cast(floor(cast(c.minute as double) / 60) as bigint) as varchar), 2, '0') || ':' || lpad(cast(mod(c.minute, 60) as varchar), 2, '0') as clock,
    case when c.dark then 'dark' else 'light' end as light,
    c.share,
    coalesce(r.snapshot, '') as snapshot,
    r.first_day,
    r.last_day
from veil_clock as c
inner join disparity_record as r on r.test = 'veil' and r.source = c.source
