-- Reads raw (one row per county or equivalent), states.
-- Makes sc_activation: one row per county, with the month in which its fingerprints began to be matched, where the list has one.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  lpad(trim(raw.county_fips), 5, '0') as county_fips,
  raw.state as state_raw,
  states.state,
  trim(raw.county_name) as county_raw,
  nullif(concat_ws('-', raw.activation_year, raw.activation_month), '') as activated_raw,
  -- the list knows months, not days: the first of the month stands for the month
  try_cast(trim(raw.activation_year) || '-' || lpad(trim(raw.activation_month), 2, '0') || '-01' as date) as activated
from raw
left join states on states.state = upper(trim(raw.state))
