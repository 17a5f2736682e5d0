-- Reads raw (one row per ORI).
-- Makes lee_agency: one row per ORI with its newest counts.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  raw.ori,
  trim(raw.pub_agency_name) as name,
  raw.state_abbr as state,
  case when raw.county_name in ('NULL', 'NOT SPECIFIED') then null else trim(raw.county_name) end as county_names,
  raw.agency_type_name as agency_type,
  try_cast(raw.data_year as bigint) as year,
  try_cast(raw.officer_ct as bigint) as officers,
  try_cast(raw.civilian_ct as bigint) as civilians,
  -- 0 stands for an agency that serves no population of its own
  nullif(try_cast(raw.population as bigint), 0) as population
from raw
