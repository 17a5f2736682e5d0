-- Reads raw (one row per county), states, aors.
-- Makes aor_listing: the same.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'uwchr-county-aor' as source,
  date '2021-12-31' as as_of,
  raw.aor as aor_raw,
  aors.aor,
  cast(null as varchar) as state_raw,
  states.state,
  trim(raw.name) as county_raw,
  lpad(trim(raw.geoid), 5, '0') as county_fips,
  cast(null as varchar) as note
from raw
left join aors on aors.spelling = aor_key(raw.aor)
left join states on states.state_fips = left(lpad(trim(raw.geoid), 5, '0'), 2)
