-- Reads stop_now (the stops of one file), stop_seen, stop_file_now (what the file's name says of it), stop_county (counties by what stops call them).
-- Makes stop_place, the part of one file: one row per department, county and district, with how much of it is recorded. The middle of its stops is given where ten or more have a point.
select
  f.snapshot,
  f.geography,
  coalesce(f.state, w.state) as state,
  n.place,
  coalesce(w.department, f.geography) as department,
  w.county_raw,
  w.district,
  coalesce(w.county_code, c.county_fips) as county_fips,
  case when w.county_code is not null then 'code' else c.how end as county_rule,
  n.stops,
  n.with_time,
  n.with_race,
  n.hispanic,
  n.with_surname,
  n.hispanic_by_surname,
  n.with_search,
  n.searches,
  n.with_hit,
  n.hits,
  n.with_basis,
  case when n.with_point >= 10 then round(n.lat, 2) end as lat,
  case when n.with_point >= 10 then round(n.lng, 2) end as lng,
  n.first_day,
  n.last_day
from stop_seen as n
inner join stop_now as w on w.record = n.record
cross join stop_file_now as f
left join stop_county as c on c.state = coalesce(f.state, w.state) and c.county_raw = w.county_raw
order by n.place
