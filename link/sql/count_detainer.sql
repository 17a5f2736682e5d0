-- Reads detainer_event, detainer, place_of_facility, agreement.
-- Makes detainer_count: one row per month, place, jail, program, request, lift reason, outcome and model in force of each record, with how many detainers.
-- Rows that repeat another (detainer_event.dropped) are left out. A model is that of the agency that runs the jail on the day the detainer was prepared.
-- A reason that tells of a person's citizenship stands among those without one (citizen_lift).
-- since_agreement: months from the agency's first agreement to the month of the detainer, within 24 of it.
with began as (
  select agency, cast(date_trunc('month', min(valid_from)) as date) as month
  from agreement
  group by agency
),
events as (
  select
    e.source,
    e.release,
    coalesce(e.current, false) as current,
    case when e.prepared >= date '1980-01-01' then cast(date_trunc('month', e.prepared) as date) end as month,
    case when e.prepared >= date '1980-01-01' then e.fiscal_year end as fiscal_year,
    e.prepared,
    e.state,
    e.county_fips,
    coalesce(e.facility_code, e.facility_name) as facility,
    coalesce(f.facility_name, e.facility_name) as facility_name,
    e.aor,
    e.agency,
    e.model,
    e.model is null or coalesce(e.model_certain, false) as model_certain,
    began.month as began,
    e.request_class,
    case when coalesce(e.us_citizen_lift, false) then null else e.lift_reason end as lift_reason,
    d.program,
    e.outcome,
    case when coalesce(e.us_citizen_lift, false) and e.outcome_rule = 'other lift reason' then 'no lift reason' else e.outcome_rule end as outcome_rule
  from detainer_event as e
  left join detainer as d on d.record = e.record
  left join place_of_facility as f on f.facility_code = e.facility_code
  left join began on began.agency = e.agency
  where not coalesce(e.dropped, false)
),
dated as (
  select
    source, release, current, month, fiscal_year, prepared, state, county_fips, facility, facility_name, aor, agency, model, model_certain, request_class, lift_reason,
    program, outcome, outcome_rule,
    (extract(year from month) - extract(year from began)) * 12 + extract(month from month) - extract(month from began) as since
  from events
)
select
  source,
  release,
  current,
  month,
  fiscal_year,
  state,
  county_fips,
  facility,
  min(facility_name) as facility_name,
  aor,
  agency,
  model,
  model_certain,
  case when since between -24 and 24 then since end as since_agreement,
  request_class,
  lift_reason,
  program,
  outcome,
  outcome_rule,
  min(prepared) as first_day,
  max(prepared) as last_day,
  count(*) as events
from dated
group by
  source, release, current, month, fiscal_year, state, county_fips, facility, aor, agency, model, model_certain,
  case when since between -24 and 24 then since end, request_class, lift_reason, program, outcome, outcome_rule
order by
  source, release, current, month, state, county_fips, facility, aor, agency, model, model_certain, since_agreement, request_class, lift_reason, program, outcome, outcome_rule
