-- Reads raw (one row per agency of the report's appendix E), states.
-- Makes historical_listing: one row per agency; "Hybrid" is jail and task force under one agreement.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'dhs-oig-287g-2009' as source,
  date '2009-10-28' as as_of,
  raw.state as state_raw,
  states.state,
  trim(raw.agency) as agency_raw,
  raw.model as model_raw,
  case lower(raw.model) when 'jail enforcement' then 'JEM' when 'task force' then 'TFM' when 'hybrid' then 'JEM TFM' end as models,
  try_cast(raw.signed as date) as signed,
  cast(null as varchar) as county_fips,
  cast(null as varchar) as ori,
  raw.status,
  '2009' as years
from raw
left join states on upper(states.state_name) = upper(trim(raw.state))
