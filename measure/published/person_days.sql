-- Reads stint.
-- Makes person_days: one row per fiscal year that the release of March 2026 has: days that persons spent in a facility. Every day of a stint counts, its first and its last among them, once for each person,
-- facility and day; a row without an id is a person of its own; a stint that has not ended reaches to the last day of the release; one that ends before it begins has its first day. (CarwilB/ice-detention counts so.
-- A headcount at midnight leaves out the last day, and is lower by about one day for each stint.)
with years as (
  select fiscal_year, first_day, last_day
  from (values
    (2023, date '2022-10-01', date '2023-09-30'), (2024, date '2023-10-01', date '2024-09-30'), (2025, date '2024-10-01', date '2025-09-30'), (2026, date '2025-10-01', date '2026-03-10')
  ) as y (fiscal_year, first_day, last_day)
),
spans as (
  select
    coalesce(facility_code, '') as facility,
    coalesce(cast(person as varchar), cast(record as varchar)) as person,
    cast(book_in as date) as first_day,
    case
      when book_out is null then date '2026-03-10'
      when book_out < book_in then cast(book_in as date)
      else cast(book_out as date)
    end as last_day
  from stint
  where release = 'ice-2026-03' and book_in is not null
),
clipped as (
  select
    y.fiscal_year, s.facility, s.person,
    date_diff('day', cast(y.first_day as date), cast(case when s.first_day > y.first_day then s.first_day else y.first_day end as date)) as first_day,
    date_diff('day', cast(y.first_day as date), cast(case when s.last_day < y.last_day then s.last_day else y.last_day end as date)) as last_day
  from spans as s
  inner join years as y on s.first_day <= y.last_day and s.last_day >= y.first_day
),
reached as (
  select
    fiscal_year, first_day, last_day,
    max(last_day) over (partition by fiscal_year, facility, person order by first_day, last_day rows between unbounded preceding and 1 preceding) as covered
  from clipped
)
select
  fiscal_year,
  sum(case
    when covered is null or covered < first_day then last_day - first_day + 1
    when last_day > covered then last_day - covered
    else 0
  end) as person_days
from reached
group by fiscal_year
