-- Reads raw (one row per state, or per county where an area takes a part of a state), states, aors, lookups.
-- Makes aor_listing: the same; no county means the whole state.
with read as (
  -- a space before each quote keeps the quotes in the text
  select
    snapshot, file_original, sheet_original, row_original, office,
    trim(state, ' "') as state,
    trim(county, ' "') as county,
    trim(notes, ' "') as notes
  from raw
)
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'ddp-areas-of-responsibility' as source,
  date '2025-12-31' as as_of,
  raw.office as aor_raw,
  aors.aor,
  raw.state as state_raw,
  coalesce(states.state, fix.value) as state,
  nullif(raw.county, '') as county_raw,
  cast(null as varchar) as county_fips,
  nullif(raw.notes, '') as note
from read as raw
left join aors on aors.spelling = aor_key(raw.office)
left join states on upper(states.state_name) = upper(raw.state)
left join lookups as fix on fix."column" = 'state' and fix.raw = raw.state
