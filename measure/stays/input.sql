-- reads: stay_count
-- makes: how many stays in detention began, under their keys
-- one row per: month, first facility, area, program and release reason of each record
select
    c.source,
    c.release,
    case when c.current then 1 else 0 end as current,
    extract(year from c.month) * 12 + extract(month from c.month) - 1 as month_number,
    coalesce(date_diff('day', date '1970-01-01', cast(c.first_day as date)), 0) as first_day,
    coalesce(date_diff('day', date '1970-01-01', cast(c.last_day as date)), 0) as last_day,
    coalesce(cast(c.fiscal_year as varchar), '') as fiscal_year,
    coalesce(c.state, '') as state,
    coalesce(c.county_fips, '') as county,
    coalesce(c.facility, '') as facility,
    coalesce(c.aor, '') as aor,
    coalesce(c.program, '') as program,
    coalesce(c.release_reason, '') as release_reason,
    coalesce(c.status, '') as status,
    c.events
from stay_count as c
