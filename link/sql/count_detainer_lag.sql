-- Reads detainer_event.
-- Makes detainer_lag_count: one row per month, place, agency, model and days from preparation to the first linked book-in, with how many detainers.
-- Detainers without a linked book-in have no lag: their lag_days is empty, so that their number stands beside those that have one.
select
  source,
  release,
  coalesce(current, false) as current,
  case when prepared >= date '1980-01-01' then cast(date_trunc('month', prepared) as date) end as month,
  case when prepared >= date '1980-01-01' then fiscal_year end as fiscal_year,
  state,
  county_fips,
  agency,
  model,
  linked_lag_days as lag_days,
  min(prepared) as first_day,
  max(prepared) as last_day,
  count(*) as events
from detainer_event
where not coalesce(dropped, false)
group by
  source, release, current, case when prepared >= date '1980-01-01' then cast(date_trunc('month', prepared) as date) end,
  case when prepared >= date '1980-01-01' then fiscal_year end, state, county_fips, agency, model, linked_lag_days
order by source, release, current, month, state, county_fips, agency, model, lag_days
