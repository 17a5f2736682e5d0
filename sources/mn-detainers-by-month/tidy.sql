-- Reads raw (one row per published count).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'mn-detainers-by-month' as series,
  'Minnesota' as place,
  'MN' as state,
  try_cast(raw.month || '-01' as date) as date,
  'month' as grain,
  cast(null as varchar) as category,
  try_cast(raw.count as double) as value
from raw
