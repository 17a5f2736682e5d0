-- Reads stop_cell_now (the cells of one file), stop_file_now (which file it is).
-- Makes stop_month, the part of one file: one row per place, month and race, with how many drivers were stopped, and of how many the clock time is recorded. Pedestrians are left out.
select
  f.snapshot,
  c.place,
  c.month,
  c.race,
  cast(sum(c.stops) as bigint) as stops,
  cast(sum(c.with_time) as bigint) as with_time
from stop_cell_now as c
cross join stop_file_now as f
where coalesce(c.type, 'vehicular') = 'vehicular'
group by f.snapshot, c.place, c.month, c.race
order by c.place, c.month, c.race
