-- reads: detainer_lag_count
-- makes: days from preparation to the first linked book-in
-- one row per: month, place, agency, model and lag of each record
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
    coalesce(c.agency, '') as agency,
    coalesce(c.model, '') as model,
    coalesce(c.lag_days, -100000) as lag_days,
    case
        when c.lag_days is null then ''
        when c.lag_days < 0 then 'before'
        when c.lag_days = 0 then 'same day'
        when c.lag_days <= 2 then '1 to 2 days'
        when c.lag_days <= 7 then '3 to 7 days'
        when c.lag_days <= 30 then '8 to 30 days'
        else 'over 30 days'
    end as band,
    c.events
from detainer_lag_count as c
