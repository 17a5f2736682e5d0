-- reads: detainer_basis_count
-- makes: how many detainers have each box of probable cause, and what stands in it
-- one row per: month, place, agency, model, request, box and standing of each record
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
    coalesce(c.aor, '') as aor,
    coalesce(c.agency, '') as agency,
    coalesce(c.model, '') as model,
    case when c.model_certain then 1 else 0 end as model_certain,
    coalesce(c.request_class, '') as request_class,
    c.box,
    c.standing,
    c.events
from detainer_basis_count as c
