-- Reads raw (one row per ORI).
-- Makes ucr_agency: one row per ORI; an agency in several counties lists them with semicolons.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  raw.ori,
  trim(raw.agency_name) as name,
  raw.state_abbr as state,
  case when raw.county_name in ('NULL', 'NOT SPECIFIED') then null else trim(raw.county_name) end as county_names,
  raw.agency_type_name as agency_type
from raw
