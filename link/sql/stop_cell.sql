-- Reads stop_cell_now (the cells of one file), stop_file_now (which file it is).
-- Makes stop_cell, the part of one file: one row per place, month, day of the week, kind of stop and race (as recorded, and by surname), with how many stops, searches and hits.
-- A hit is counted of searches whose find is recorded (with_hit), a discretionary search of those whose basis is (with_basis). Weekday 0 is Monday.
select
  f.snapshot,
  c.place,
  c.month,
  c.weekday,
  c.type,
  c.race,
  c.race_by_surname,
  c.stops,
  c.with_search,
  c.searches,
  c.with_hit,
  c.hits,
  c.with_basis,
  c.discretionary,
  c.discretionary_with_hit,
  c.discretionary_hits,
  c.with_arrest,
  c.arrests
from stop_cell_now as c
cross join stop_file_now as f
order by c.place, c.month, c.weekday, c.type, c.race, c.race_by_surname
