-- Reads raw (one row per facility code), aors.
-- Makes facility_listing: one row per facility on this list; NA is no area.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'uwchr-facility-aor' as source,
  date '2025-12-31' as as_of,
  upper(trim(raw.facility)) as facility,
  trim(raw.name) as name,
  cast(null as varchar) as address,
  cast(null as varchar) as city,
  cast(null as varchar) as county_raw,
  cast(null as varchar) as state_raw,
  cast(null as varchar) as state,
  cast(null as varchar) as zip,
  nullif(trim(raw.aor), 'NA') as aor_raw,
  aors.aor,
  cast(null as varchar) as type,
  cast(null as varchar) as type_detailed,
  cast(null as varchar) as operator,
  cast(null as varchar) as owner,
  cast(null as bigint) as capacity,
  cast(null as bigint) as people,
  cast(null as boolean) as over_72,
  cast(null as date) as first_used,
  cast(null as date) as last_used
from raw
left join aors on aors.spelling = aor_key(raw.aor)
