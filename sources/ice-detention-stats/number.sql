-- Reads cell, titled, labelled, workbook, reach.
-- Makes number: one row per number of a table, with the labels around it and the fiscal year and month that it is of.
-- The header over each column. Over half months it has three rows: the year and the month stand over the first column of each, and the year that follows a December may be left out.
with half_month as (
  select h.snapshot, h.sheet_original, h.r, h.c, cell.c as column_c, month.s as month,
    list_position(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'], lower(month.s)) as number,
    try_cast(year.s as bigint) as year,
    count(year.s) over (partition by h.snapshot, h.sheet_original, h.r, h.c order by cell.c) as years,
    lag(number) over (partition by h.snapshot, h.sheet_original, h.r, h.c order by cell.c) as before
  from titled as h
  inner join cell on cell.snapshot = h.snapshot and cell.sheet_original = h.sheet_original and cell.r = h.header_r + 1 and cell.c > h.c and cell.c < h.right_c and h.header_rows = 3
  inner join cell as month on month.snapshot = h.snapshot and month.sheet_original = h.sheet_original and month.r = h.header_r + 1 and month.c = cell.c
  left join cell as year on year.snapshot = h.snapshot and year.sheet_original = h.sheet_original and year.r = h.header_r and year.c = cell.c and year.kind = 'number'
),

dated_half as (
  select snapshot, sheet_original, r, c, column_c, month,
    max(year) over (partition by snapshot, sheet_original, r, c, years)
      + sum(case when number < before and year is null then 1 else 0 end) over (partition by snapshot, sheet_original, r, c, years order by column_c) as year,
    sum(case when number < before and year is null then 1 else 0 end) over (partition by snapshot, sheet_original, r, c, years order by column_c) > 0 as inferred
  from half_month
),

header as (
  select h.snapshot, h.sheet_original, h.r, h.c, cell.c as column_c, cell.s as header, cell.kind as header_kind,
    last_value(d.year ignore nulls) over over_columns as year_over,
    last_value(d.month ignore nulls) over over_columns as month_over,
    last_value(d.inferred ignore nulls) over over_columns as year_inferred
  from titled as h
  inner join cell on cell.snapshot = h.snapshot and cell.sheet_original = h.sheet_original and cell.r = h.header_r + h.header_rows - 1 and cell.c >= h.c and cell.c < h.right_c and h.header_rows > 0
  left join dated_half as d on d.snapshot = h.snapshot and d.sheet_original = h.sheet_original and d.r = h.r and d.c = h.c and d.column_c = cell.c
  window over_columns as (partition by h.snapshot, h.sheet_original, h.r, h.c order by cell.c)
),

-- A number under another header, or under the same a second time, is in a table that is not described: beside this one, its title has changed.
under as (
  select w.*, cell.c as value_c, cell.v, cell.text, header.header, header.header_kind, header.year_over, header.month_over, header.year_inferred
  from labelled as w
  inner join cell on cell.snapshot = w.snapshot and cell.sheet_original = w.sheet_original and cell.r = w.row_r and cell.c > w.c and cell.c < w.right_c and cell.v is not null
  left join header on header.snapshot = w.snapshot and header.sheet_original = w.sheet_original and header.r = w.r and header.c = w.c and header.column_c = cell.c
  where w.label is not null and (regexp_matches(header.header, w.headers) or w.header_rows = 0)
),

printed as (
  select * exclude (n)
  from (
    select u.*, row_number() over (partition by u.snapshot, u.sheet_original, u.r, u.c, u.row_r, u.header, u.year_over, u.month_over order by u.value_c) as n
    from under as u
  )
  where n = 1 or header_rows = 3
),

-- When a number is of: its fiscal year and month, from the labels that say it.
dated as (
  select p.*,
    workbook.pull_date, workbook.pull_rule,
    coalesce(
      case when p.place = 'atd' then t.day
        when p.place = 'transgender' then cast(try_strptime(regexp_extract(p.title, 'as of ([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})', 1), '%m/%d/%Y') as date)
      end,
      reach.day, workbook.pull_date) as as_of,
    coalesce(
      2000 + try_cast(case
        when p.table_name in ('parole_requested', 'parole_status', 'fear_decision_to_release', 'armed_forces', 'us_citizens', 'parents_of_us_citizens') then regexp_extract(p.label, 'FY ?(?:20)?([0-9]{2})', 1)
        when p.table_name = 'tps_countries' then regexp_extract(p.header, 'FY ?(?:20)?([0-9]{2})', 1)
        when p.table_name = 'segregation_by_reason' then regexp_extract(p.title, '20([0-9]{2}) Quarter', 1)
        when p.table_name not in ('bond_monthly', 'segregation_by_facility', 'in_custody_length_of_stay', 'detained_by_length_of_stay') then regexp_extract(p.title, 'FY ?(?:20)?([0-9]{2})', 1)
      end as bigint),
      case when p.place = 'atd' then t.fiscal_year end,
      workbook.fiscal_year) as year,
    list_position(['oct', 'nov', 'dec', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep'], lower(left(coalesce(p.month_over, p.header), 3))) as month_number,
    exists (select 1 from header as m where m.snapshot = p.snapshot and m.sheet_original = p.sheet_original and m.r = p.r and m.c = p.c and m.header = 'Oct') as by_month
  from printed as p
  inner join workbook on workbook.snapshot = p.snapshot
  left join reach as t on t.snapshot = p.snapshot and t.sheet_original = p.sheet_original and t.what = 'technology'
  left join reach on reach.snapshot = p.snapshot and reach.what = case
    when p.table_name = 'removals' then 'removals'
    when p.table_name in ('final_book_outs_by_facility_type', 'final_book_outs_by_reason') then 'book-outs'
    when p.table_name = 'bond_monthly' then 'bond'
    when p.table_name in ('currently_detained_by_disposition', 'currently_detained_by_criminality', 'stateless_detained') then 'docket'
    when p.table_name in ('fear_decisions_detained', 'fear_decision_to_release') then 'fear'
    when p.place = 'iclos' then 'iclos'
    when p.table_name in ('parole_requested', 'parole_status') then 'parole'
    when p.place = 'detention' then 'detention'
  end
)

select d.*,
  case
    when d.table_name = 'bond_monthly' then try_cast(d.header as date)
    when d.table_name = 'segregation_by_facility' then cast(try_strptime(regexp_extract(d.title, '^[A-Za-z]+ 20[0-9]{2}'), '%B %Y') as date)
    when d.header_rows = 3 then cast(try_strptime(d.month_over || ' ' || d.year_over, '%B %Y') as date)
    when d.by_month and length(d.header) = 3 and d.month_number is not null then make_date(case when d.month_number <= 3 then d.year - 1 else d.year end, (d.month_number + 8) % 12 + 1, 1)
  end as month
from dated as d
