-- Reads raw (one row per facility), states, aors.
-- Makes facility_listing: one row per facility on this list. The file writes NA and UNAVAILABLE where it has nothing.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'uwchr-facilities' as source,
  date '2017-11-06' as as_of,
  upper(trim(raw.facility)) as facility,
  trim(raw.name) as name,
  nullif(nullif(trim(raw.address), 'NA'), 'UNAVAILABLE') as address,
  nullif(nullif(trim(raw.city), 'NA'), 'UNAVAILABLE') as city,
  nullif(nullif(trim(raw.county), 'NA'), 'COUNTY') as county_raw,
  nullif(trim(raw.state), 'NA') as state_raw,
  states.state,
  lpad(nullif(regexp_extract(raw.zip, '^[0-9]+'), ''), 5, '0') as zip,
  raw.aor as aor_raw,
  aors.aor,
  nullif(trim(raw.type), 'NA') as type,
  nullif(nullif(trim(raw.type_detailed), 'NA'), '?') as type_detailed,
  cast(null as varchar) as operator,
  cast(null as varchar) as owner,
  try_cast(raw.capacity as bigint) as capacity,
  cast(null as bigint) as people,
  case raw.over72 when 'TRUE' then true when 'FALSE' then false end as over_72,
  cast(try_strptime(raw.first_use, '%m/%d/%Y') as date) as first_used,
  cast(try_strptime(raw.last_use, '%m/%d/%Y') as date) as last_used
from raw
left join states on states.state = upper(trim(raw.state))
left join aors on aors.spelling = aor_key(raw.aor)
