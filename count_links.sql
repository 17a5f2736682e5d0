-- reads: pipeline_count
-- makes: how many events of each step are linked to the next, and how many are not, with why
-- one row per: way of linking, release, month and state of the first event, step and standing
select
    c.mode as link,
    '' as source,
    c.release,
    case when c.current then 1 else 0 end as current,
    extract(year from c.month) * 12 + extract(month from c.month) - 1 as month_number,
    date_diff('day', date '1970-01-01', cast(c.first_day as date)) as first_day,
    date_diff('day', date '1970-01-01', cast(c.last_day as date)) as last_day,
    cast(c.fiscal_year as varchar) as fiscal_year,
    coalesce(c.state, '') as state,
    c.from_table || ' to ' || c.to_table as step,
    c.standing,
    c.events
from pipeline_count as c
