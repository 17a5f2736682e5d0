-- Reads stop_now (the stops of one file), stop_file_now (which file it is).
-- Makes stop_evening, the part of one file: one row per place, day, minute of the clock and race (as recorded, and by surname), with how many drivers were stopped.
-- From 15:30 to 23:29: no dusk of a place within the contiguous states falls outside. Pedestrians are left out.
-- Nearly every stop in the evening is a row of its own, tens of millions of a file: minute and races are one number, in their order, while they are grouped and sorted, and words afterwards.
with told as (
  select
    place,
    day,
    64 * minute
    + case coalesce(race, 'not known') when 'asian/pacific islander' then 8 when 'black' then 16 when 'hispanic' then 24 when 'not known' then 32 when 'other' then 40 when 'white' then 48 end
    + case race_by_surname when 'asian/pacific islander' then 1 when 'black' then 2 when 'hispanic' then 3 when 'not known' then 4 when 'other' then 5 when 'white' then 6 else 7 end as of_all
  from stop_now
  where minute between 930 and 1409 and coalesce(type, 'vehicular') = 'vehicular'
),
counted as (
  select place, day, of_all, count(*) as stops
  from told
  group by place, day, of_all
),
apart as (
  select place, day, of_all, mod(of_all, 64) - mod(of_all, 8) as of_race, mod(of_all, 8) as of_surname, stops
  from counted
)
select
  f.snapshot,
  a.place,
  a.day,
  cast(cast(a.of_all - a.of_race - a.of_surname as double) / 64 as bigint) as minute,
  case a.of_race when 8 then 'asian/pacific islander' when 16 then 'black' when 24 then 'hispanic' when 32 then 'not known' when 40 then 'other' when 48 then 'white' end as race,
  case a.of_surname when 1 then 'asian/pacific islander' when 2 then 'black' when 3 then 'hispanic' when 4 then 'not known' when 5 then 'other' when 6 then 'white' end as race_by_surname,
  a.stops
from apart as a
cross join stop_file_now as f
order by a.place, a.day, a.of_all
