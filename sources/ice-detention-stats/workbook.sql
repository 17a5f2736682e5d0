-- Reads cell, reach.
-- Makes workbook: one row per workbook, with what it says of itself: its fiscal year, and the day that its data were pulled.
with book as (
  select snapshot, min(file_original) as file_original,
    max(case when place = 'detention' then 2000 + try_cast(regexp_extract(s, '^ICE DETENTION DATA, (?:EO)?FY ?(?:20)?([0-9]{2})', 1) as bigint) end) as fiscal_year,
    max(case when place = 'facilities' then cast(try_strptime(regexp_extract(s, '(?:IIDS|Source:).*?([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})', 1), '%m/%d/%Y') as date) end) as printed
  from cell
  where kind = 'text' and r <= 12
  group by snapshot
),

-- A fiscal year begins in October and is named after the year it ends in; a workbook of it is pulled within it or in the weeks after. A printed day a year too early is
-- the slip of every January. Where the sheet prints none, the footnotes' day stands, then the date in the file's name, which lies at times.
claimed as (
  select book.snapshot, book.fiscal_year, book.printed,
    make_date(book.fiscal_year - 1, 10, 1) as first_day,
    make_date(book.fiscal_year, 12, 31) as last_day,
    cast(book.printed + to_years(1) as date) as year_later,
    reach.day as footnoted,
    cast(try_strptime(regexp_extract(book.file_original, '([0-9]{8})[a-z]?\.xlsx?$', 1), '%m%d%Y') as date) as named
  from book
  left join reach on reach.snapshot = book.snapshot and reach.what = 'docket'
)

select snapshot, fiscal_year, printed,
  case
    when printed between first_day and last_day then printed
    when year_later between first_day and last_day then year_later
    when footnoted between first_day and last_day then footnoted
    when named between first_day and last_day then named
  end as pull_date,
  case
    when printed between first_day and last_day then 'printed'
    when year_later between first_day and last_day then 'year corrected'
    when footnoted between first_day and last_day then 'footnotes'
    when named between first_day and last_day then 'name'
  end as pull_rule
from claimed
