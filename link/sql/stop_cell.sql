-- Reads stop_now (the stops of one file).
-- Makes stop_cell, the part of one file: one row per place, month, day of the week, kind of stop and race (as recorded, and by surname), with how many stops, searches and hits.
-- A hit is counted of searches whose find is recorded (with_hit), a discretionary search of those whose basis is (with_basis). Weekday 0 is Monday.
with told as (
  select
    snapshot,
    place,
    cast(date_trunc('month', day) as date) as of_month,
    mod(date_diff('day', date '1970-01-05', cast(day as date)), 7) as of_weekday,
    type,
    coalesce(race, 'not known') as of_race,
    race_by_surname,
    case when searched is not null then 1 else 0 end as said_search,
    case when searched then 1 else 0 end as search,
    case when hit is not null then 1 else 0 end as said_hit,
    case when hit = 1 then 1 else 0 end as found,
    case when searched and basis_class is not null then 1 else 0 end as said_basis,
    case when searched and basis_class = 'discretionary' then 1 else 0 end as chosen,
    case when arrested is not null then 1 else 0 end as said_arrest,
    case when arrested then 1 else 0 end as arrest
  from stop_now
)
select
  snapshot,
  place,
  of_month as month,
  of_weekday as weekday,
  type,
  of_race as race,
  race_by_surname,
  count(*) as stops,
  cast(sum(said_search) as bigint) as with_search,
  cast(sum(search) as bigint) as searches,
  cast(sum(said_hit) as bigint) as with_hit,
  cast(sum(found) as bigint) as hits,
  cast(sum(said_basis) as bigint) as with_basis,
  cast(sum(chosen) as bigint) as discretionary,
  cast(sum(chosen * said_hit) as bigint) as discretionary_with_hit,
  cast(sum(chosen * found) as bigint) as discretionary_hits,
  cast(sum(said_arrest) as bigint) as with_arrest,
  cast(sum(arrest) as bigint) as arrests
from told
group by snapshot, place, of_month, of_weekday, type, of_race, race_by_surname
order by place, of_month, of_weekday, type, of_race, race_by_surname
