-- Reads raw (one row per state), states.
-- Makes fips_state: one row per state.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  lpad(raw.fips, 2, '0') as state_fips,
  raw.state_abbr as state,
  raw.state_name
from raw
