-- Reads raw (one row per day and type of arrest).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  cast(raw.column_number as bigint) as column_original,
  'mn-arrests-by-type' as series,
  'Minnesota' as place,
  'MN' as state,
  try_cast(raw.day as date) as date,
  'day' as grain,
  lower(raw.heading) as category,
  try_cast(raw.value as double) as value
from raw
