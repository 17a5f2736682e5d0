-- Reads detention_stat, stint.
-- Makes detention_reconciliation: one row per release of individual records and month, with the initial book-ins that ICE prints (its newest workbook of the fiscal year) beside those that the release has.
-- Counted is each (person, book-in of the stay) once; first stints without a person cannot be told apart and are counted beside. A month is whole where it had ended in the workbook, and lies between the first
-- and the last book-in of the release. Nothing is added up across releases: they overlap.
with newest as (
  select d.fiscal_year, max_by(d.snapshot, d.pull_date) as snapshot
  from detention_stat as d
  where d.table_name = 'initial_book_ins_by_agency'
  group by d.fiscal_year
),

published as (
  select
    d.fiscal_year, d.month, d.value, d.pull_date, d.snapshot, d.sheet_original, d.row_original, d.column_original,
    cast(d.month + interval '1' month - interval '1' day as date) <= d.as_of as ended
  from detention_stat as d
  inner join newest as n on n.snapshot = d.snapshot and n.fiscal_year = d.fiscal_year
  where d.table_name = 'initial_book_ins_by_agency' and d.agency = 'all' and d.month is not null and d.value is not null
),

stays as (
  select distinct s.release, s.person, s.stay_book_in
  from stint as s
  where s.person is not null and s.stay_book_in is not null
),

counted as (
  select s.release, cast(date_trunc('month', s.stay_book_in) as date) as month, count(*) as counted
  from stays as s
  group by 1, 2
),

unnamed as (
  select s.release, cast(date_trunc('month', s.stay_book_in) as date) as month, count(*) as without_person
  from stint as s
  where s.person is null and s.stay_book_in is not null and s.book_in = s.stay_book_in
  group by 1, 2
),

reach as (
  select s.release, cast(min(s.stay_book_in) as date) as first_day, cast(max(s.stay_book_in) as date) as last_day
  from stint as s
  where s.stay_book_in is not null
  group by s.release
)

select
  r.release,
  p.fiscal_year,
  p.month,
  p.value as published,
  coalesce(c.counted, 0) as counted,
  coalesce(u.without_person, 0) as without_person,
  p.ended and p.month >= r.first_day and cast(p.month + interval '1' month - interval '1' day as date) <= r.last_day as whole,
  r.last_day as release_reaches,
  p.pull_date,
  p.snapshot,
  p.sheet_original,
  p.row_original,
  p.column_original
from published as p
inner join reach as r on r.last_day >= p.month and r.first_day <= cast(p.month + interval '1' month - interval '1' day as date)
left join counted as c on c.release = r.release and c.month = p.month
left join unnamed as u on u.release = r.release and u.month = p.month
order by r.release, p.month
