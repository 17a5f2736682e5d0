-- Reads stop_now (the stops of one file).
-- Makes stop_seen, scratch: one row per place of the file: how much of it is recorded, and where one of its rows stands.
select
  place,
  min(record) as record,
  count(*) as stops,
  count(minute) as with_time,
  cast(sum(case when race <> 'not known' then 1 else 0 end) as bigint) as with_race,
  cast(sum(case when race = 'hispanic' then 1 else 0 end) as bigint) as hispanic,
  count(race_by_surname) as with_surname,
  cast(sum(case when race_by_surname = 'hispanic' then 1 else 0 end) as bigint) as hispanic_by_surname,
  count(searched) as with_search,
  cast(sum(case when searched then 1 else 0 end) as bigint) as searches,
  count(hit) as with_hit,
  cast(sum(case when hit = 1 then 1 else 0 end) as bigint) as hits,
  count(case when searched then basis_class end) as with_basis,
  count(lat) as with_point,
  avg(lat) as lat,
  avg(lng) as lng,
  min(day) as first_day,
  max(day) as last_day
from stop_now
group by place
