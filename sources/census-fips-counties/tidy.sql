-- Reads raw (one row per county or equivalent), lookups.
-- Makes fips_county: one row per county code.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  lpad(raw.fips, 5, '0') as county_fips,
  -- the table leaves the District's abbreviation empty in some editions
  coalesce(raw.state_abbr, states.state) as state,
  trim(raw.county_name) as county_name,
  successor.value as superseded_by
from raw
left join states on states.state_fips = left(lpad(raw.fips, 5, '0'), 2)
left join lookups as successor on successor."column" = 'fips' and successor.raw = lpad(raw.fips, 5, '0')
