-- Reads raw (one row per published count).
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'i213-by-quarter' as series,
  trim(raw.county) as place,
  trim(raw.state) as state,
  try_cast(split_part(raw.at, '.', 1) || '-' || case split_part(raw.at, '.', 2) when '1' then '01' when '2' then '04' when '3' then '07' when '4' then '10' end || '-01' as date) as date,
  'quarter' as grain,
  cast(null as varchar) as category,
  try_cast(raw.arrests as double) as value
from raw
