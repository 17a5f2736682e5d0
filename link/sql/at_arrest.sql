-- Reads arrest, release.
-- Makes at_arrest (scratch): one row per arrest with a person and a time, of files that repeat no other. Minutes are counted from 2000.
select
  a.release,
  a.person,
  a.record,
  date_diff('day', date '2000-01-01', cast(a.apprehended_at as date)) * 1440 + extract(hour from a.apprehended_at) * 60 + extract(minute from a.apprehended_at) as minute,
  case when a.method = 'ERO Reprocessed Arrest' then 1 else 0 end as reprocessed
from arrest as a
where a.person is not null and a.apprehended_at is not null
  and not exists (select 1 from release as r where r.snapshot = a.snapshot and r.repeats is not null)
