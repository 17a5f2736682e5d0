-- Reads raw (one row per day and state), states.
-- Makes published_count: one row per row: a number as somebody published it, of a series, a place and a time.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  cast(raw.column_number as bigint) as column_original,
  'mn-arrests-by-day' as series,
  states.state_name as place,
  states.state,
  try_cast(raw.day as date) as date,
  'day' as grain,
  cast(null as varchar) as category,
  try_cast(raw.value as double) as value,
  case
    when raw.value = 'NA' then 'NA: the publisher counted no arrest'
    when try_cast(raw.day as date) > date '2026-03-10' then 'a day after the release was drawn (10 March 2026)'
  end as why
from raw
left join states on upper(states.state_name) = raw.heading
