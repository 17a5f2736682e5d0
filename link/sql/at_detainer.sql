-- Reads detainer, release.
-- Makes at_detainer (scratch): one row per detainer with a person and a day, of files that repeat no other. Minutes are counted from 2000, to the first of the day.
select
  d.release,
  d.person,
  d.record,
  date_diff('day', date '2000-01-01', cast(d.prepared as date)) * 1440 as minute,
  coalesce(d.detainer_type, '') as detainer_type,
  coalesce(d.facility_code, d.facility_name, '') as facility
from detainer as d
where d.person is not null and d.prepared is not null
  and not exists (select 1 from release as r where r.snapshot = d.snapshot and r.repeats is not null)
