-- Reads stop_now (the stops of one file).
-- Makes stop_evening, the part of one file: one row per place, day, minute of the clock and race (as recorded, and by surname), with how many drivers were stopped.
-- From 15:30 to 23:29: no dusk of a place within the contiguous states falls outside. Pedestrians are left out.
select
  snapshot,
  place,
  day,
  minute,
  coalesce(race, 'not known') as race,
  race_by_surname,
  count(*) as stops
from stop_now
where minute between 930 and 1409 and coalesce(type, 'vehicular') = 'vehicular'
group by snapshot, place, day, minute, coalesce(race, 'not known'), race_by_surname
order by place, day, minute, coalesce(race, 'not known'), race_by_surname
