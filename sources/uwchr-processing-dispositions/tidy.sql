-- Reads raw (one row per spelling).
-- Makes processing_disposition: the same.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'uwchr-processing-dispositions' as source,
  trim(raw.raw) as disposition_raw,
  case when trim(raw.clean) not in ('', 'NA') then trim(raw.clean) end as disposition
from raw
