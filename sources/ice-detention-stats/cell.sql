-- Reads raw (one row per cell with a value).
-- Makes cell: one row per cell, with its place: which sheet it stands on, by the beginning of the sheet's name; and its number, if it has one.
select
  snapshot,
  file_original,
  sheet_original,
  cast(row_original as bigint) as r,
  cast(column_number as bigint) as c,
  column_original,
  kind,
  text,
  squeeze(text) as s,
  case
    when regexp_matches(sheet_original, '^\s*Facilities') then 'facilities'
    when regexp_matches(sheet_original, '^\s*Detention') then 'detention'
    when regexp_matches(sheet_original, '^\s*ATD') then 'atd'
    when regexp_matches(sheet_original, '(?i)bond') then 'bond'
    when regexp_matches(sheet_original, '(?i)segregation') then 'segregation'
    when regexp_matches(sheet_original, '(?i)vulnerable') then 'vulnerable'
    when regexp_matches(sheet_original, '(?i)trans\.? *detainee') then 'transgender'
    when regexp_matches(sheet_original, '(?i)iclos') then 'iclos'
    when regexp_matches(sheet_original, '(?i)^\s*semiannual') then 'semiannual'
    when regexp_matches(sheet_original, '(?i)^\s*footnotes') then 'footnotes'
    else 'header'
  end as place,
  case
    when kind = 'number' then try_cast(text as double)
    when kind = 'text' and regexp_matches(trim(text), '^-$') then 0 -- an accountant's zero
  end as v
from raw
