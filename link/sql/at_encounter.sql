-- Reads encounter, release.
-- Makes at_encounter (scratch): one row per encounter with a person and a time, of files that repeat no other. Minutes are counted from 2000.
select
  e.release,
  e.person,
  e.record,
  date_diff('day', date '2000-01-01', cast(e.event_at as date)) * 1440 + extract(hour from e.event_at) * 60 + extract(minute from e.event_at) as minute
from encounter as e
where e.person is not null and e.event_at is not null
  and not exists (select 1 from release as r where r.snapshot = e.snapshot and r.repeats is not null)
