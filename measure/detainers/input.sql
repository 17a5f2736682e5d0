-- reads: detainer_count
-- makes: how many detainers were prepared, under their keys
-- one row per: month, place, jail, program, request, lift reason, outcome and model of each record
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
    coalesce(c.facility_name, '') as facility_name,
    coalesce(c.aor, '') as aor,
    coalesce(c.agency, '') as agency,
    coalesce(c.model, '') as model,
    case when c.model_certain then 1 else 0 end as model_certain,
    coalesce(cast(c.since_agreement as varchar), '') as since_agreement,
    coalesce(c.request_class, '') as request_class,
    coalesce(c.lift_reason, '') as lift_reason,
    coalesce(c.program, '') as program,
    coalesce(c.outcome, '') as outcome,
    coalesce(k.lift_reason, '') as citizen_reason,
    coalesce(k.events, 0) as citizen_lifts,
    c.events
from detainer_count as c
left join citizen_lift as k on k.counted_of = case when c.current then 'national' when c.source = c.release then c.source end
