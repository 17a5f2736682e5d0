-- Reads at_stint, duplicate, stint, facility, release.
-- Makes stay: one row per person, release and time of first book-in, from the stints that are kept. A stay is named by the record of its first stint.
-- Order of stints: book-in, then book-out, an open end last. The longest counts an open end to the end of the release; of equal ones the later. What is said of a stay is what its last stint says.
with kept as (
  select
    a.release, a.person, a.record, a.stay_minute, a.minute_in, a.minute_out, a.facility_code,
    a.minute_in * 4194304 + case when a.minute_out is null or a.minute_out - a.minute_in > 4194303 then 4194303 when a.minute_out < a.minute_in then 0 else a.minute_out - a.minute_in end as in_order
  from at_stint as a
  left join duplicate as d on d.table_name = 'stint' and d.dropped and d.record = a.record
  where d.record is null
),
ends as (
  select release, date_diff('day', date '2000-01-01', cast(max(covers_to) as date)) * 1440 + 1439 as minute
  from release
  where covers_to is not null
  group by release
),
lasting as (
  select
    k.release, k.person, k.record, k.stay_minute, k.minute_in, k.minute_out, k.facility_code, k.in_order,
    (coalesce(k.minute_out, e.minute, k.minute_in) - k.minute_in) * 16777216 + k.minute_in as duration
  from kept as k
  left join ends as e on e.release = k.release
),
grouped as (
  select
    release, person, stay_minute,
    count(*) as stints,
    min_by(record, in_order) as first_record,
    max_by(record, in_order) as last_record,
    max_by(record, duration) as longest_record
  from lasting
  group by release, person, stay_minute
)
select
  g.first_record as stay,
  g.release,
  g.person,
  f.stay_book_in as book_in,
  l.book_out,
  l.book_out is null as open,
  g.stints,
  f.facility_code as facility_first,
  n.facility_code as facility_longest,
  l.facility_code as facility_last,
  p.state as state_first,
  p.county_fips as county_first,
  coalesce(f.aor, p.aor) as aor_first,
  l.program,
  l.stay_release_reason as release_reason,
  l.criminality,
  g.first_record,
  g.last_record,
  g.stay_minute as minute_in,
  case when l.book_out is not null then date_diff('day', date '2000-01-01', cast(l.book_out as date)) * 1440 + extract(hour from l.book_out) * 60 + extract(minute from l.book_out) end as minute_out
from grouped as g
inner join stint as f on f.record = g.first_record
inner join stint as l on l.record = g.last_record
inner join stint as n on n.record = g.longest_record
left join facility as p on p.facility = f.facility_code
order by g.release, g.first_record
