-- Reads stint, release.
-- Makes at_stint (scratch): one row per stint with a person and its times, of files that repeat no other. Minutes are counted from 2000; an open end is NULL.
select
  s.release,
  s.person,
  s.record,
  s.same,
  s.facility_code,
  cast(s.book_in as date) as day_in,
  date_diff('day', date '2000-01-01', cast(s.stay_book_in as date)) * 1440 + extract(hour from s.stay_book_in) * 60 + extract(minute from s.stay_book_in) as stay_minute,
  date_diff('day', date '2000-01-01', cast(s.book_in as date)) * 1440 + extract(hour from s.book_in) * 60 + extract(minute from s.book_in) as minute_in,
  date_diff('day', date '2000-01-01', cast(s.book_out as date)) * 1440 + extract(hour from s.book_out) * 60 + extract(minute from s.book_out) as minute_out
from stint as s
where s.person is not null and s.stay_book_in is not null and s.book_in is not null
  and not exists (select 1 from release as r where r.snapshot = s.snapshot and r.repeats is not null)
