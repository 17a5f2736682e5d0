-- reads: encounter_count
-- makes: how many encounters were recorded, under their keys
-- one row per: month, area, program, type, class of landmark and disposition of each record
select
    c.source,
    c.release,
    case when c.current then 1 else 0 end as current,
    extract(year from c.month) * 12 + extract(month from c.month) - 1 as month_number,
    coalesce(date_diff('day', date '1970-01-01', cast(c.first_day as date)), 0) as first_day,
    coalesce(date_diff('day', date '1970-01-01', cast(c.last_day as date)), 0) as last_day,
    coalesce(cast(c.fiscal_year as varchar), '') as fiscal_year,
    coalesce(c.aor, '') as aor,
    coalesce(c.program, '') as program,
    coalesce(c.event_type, '') as event_type,
    coalesce(c.landmark_class, '') as landmark_class,
    coalesce(c.disposition, '') as disposition,
    c.events
from encounter_count as c
