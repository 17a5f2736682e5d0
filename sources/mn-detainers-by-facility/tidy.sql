-- Reads raw (one row per facility and lift reason).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  cast(raw.column_number as bigint) as column_original,
  'mn-detainers-by-facility' as series,
  trim(raw.facility) as place,
  'MN' as state,
  date '2025-12-01' as date,
  'period' as grain,
  case when raw.heading = 'NA' then 'not stated' else raw.heading end as category,
  try_cast(raw.value as double) as value,
  case when raw.value = 'NA' then 'NA: the publisher counted no detainer' end as why
from raw
