-- reads: arrest_count
-- makes: how many arrests were made, under their keys
-- one row per: month, state, area, program, method, type and agency of each record
select
    c.source,
    c.release,
    case when c.current then 1 else 0 end as current,
    extract(year from c.month) * 12 + extract(month from c.month) - 1 as month_number,
    coalesce(date_diff('day', date '1970-01-01', cast(c.first_day as date)), 0) as first_day,
    coalesce(date_diff('day', date '1970-01-01', cast(c.last_day as date)), 0) as last_day,
    coalesce(cast(c.fiscal_year as varchar), '') as fiscal_year,
    coalesce(c.state, '') as state,
    coalesce(c.state_rule, '') as state_rule,
    coalesce(c.aor, '') as aor,
    coalesce(c.program, '') as program,
    coalesce(c.method, '') as method,
    coalesce(c.method_class, case when c.method is null then '' else 'other' end) as method_class,
    coalesce(c.apprehension_type, '') as apprehension_type,
    coalesce(c.arresting_agency, '') as arresting_agency,
    c.events
from arrest_count as c
