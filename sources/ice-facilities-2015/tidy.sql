-- Reads raw (one row per facility), states.
-- Makes facility_listing: one row per facility on this list.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'ice-facilities-2015' as source,
  date '2015-12-08' as as_of,
  upper(trim(raw.facility)) as facility,
  trim(raw.name) as name,
  trim(raw.address) as address,
  trim(raw.city) as city,
  trim(raw.county) as county_raw,
  raw.state as state_raw,
  states.state,
  -- numbers lose their leading zero
  lpad(regexp_extract(raw.zip, '^[0-9]+'), 5, '0') as zip,
  cast(null as varchar) as aor_raw,
  cast(null as varchar) as aor,
  trim(raw.type) as type,
  trim(raw.type_detailed) as type_detailed,
  trim(raw.operator) as operator,
  trim(raw.owner) as owner,
  -- some write AS NEEDED
  try_cast(raw.capacity as bigint) as capacity,
  try_cast(raw.people as bigint) as people,
  case lower(trim(raw.over72)) when 'over 72' then true when 'under 72' then false end as over_72,
  cast(null as date) as first_used,
  cast(null as date) as last_used
from raw
left join states on states.state = upper(trim(raw.state))
