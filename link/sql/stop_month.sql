-- Reads stop_now (the stops of one file).
-- Makes stop_month, the part of one file: one row per place, month and race, with how many drivers were stopped, and of how many the clock time is recorded. Pedestrians are left out.
select
  snapshot,
  place,
  cast(date_trunc('month', day) as date) as month,
  coalesce(race, 'not known') as race,
  count(*) as stops,
  count(minute) as with_time
from stop_now
where coalesce(type, 'vehicular') = 'vehicular'
group by snapshot, place, cast(date_trunc('month', day) as date), coalesce(race, 'not known')
order by place, month, coalesce(race, 'not known')
