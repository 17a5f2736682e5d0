-- Reads raw (one row per disposition; the count stands under the header that names what was counted).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'pierce-dispositions' as series,
  'Pierce County' as place,
  'WA' as state,
  date '2016-10-01' as date,
  'period' as grain,
  trim(raw.disposition) as category,
  try_cast(raw.charges as double) as value
from raw
