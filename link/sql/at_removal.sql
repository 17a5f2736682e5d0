-- Reads removal, release.
-- Makes at_removal (scratch): one row per removal with a person and a day, of files that repeat no other. Minutes are counted from 2000, to the first of the day.
select
  r.release,
  r.person,
  r.record,
  date_diff('day', date '2000-01-01', cast(r.departed as date)) * 1440 as minute
from removal as r
where r.person is not null and r.departed is not null
  and not exists (select 1 from release as f where f.snapshot = r.snapshot and f.repeats is not null)
