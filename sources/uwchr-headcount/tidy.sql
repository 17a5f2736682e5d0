-- Reads raw (one row per facility and day with at least one person).
-- Makes headcount: the same, typed.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  upper(trim(raw.facility)) as facility,
  try_cast(raw.date as date) as date,
  try_cast(raw.n as bigint) as people
from raw
