-- Reads raw (one row per published count).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'i213-by-year' as series,
  trim(raw.county) as place,
  trim(raw.state) as state,
  try_cast(raw.at || '-01-01' as date) as date,
  'year' as grain,
  cast(null as varchar) as category,
  try_cast(raw.arrests as double) as value
from raw
