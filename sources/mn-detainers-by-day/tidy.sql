-- Reads raw (one row per published count).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'mn-detainers-by-day' as series,
  'Minnesota' as place,
  'MN' as state,
  try_cast(raw.day as date) as date,
  'day' as grain,
  cast(null as varchar) as category,
  try_cast(raw.count as double) as value
from raw
