-- Reads stop_now (the stops of one file).
-- Makes stop_cell_now, scratch: the rows of stop_cell, with of how many stops the clock time is recorded, in no order.
with told as (
  select
    place,
    cast(date_trunc('month', day) as date) as of_month,
    mod(date_diff('day', date '1970-01-05', cast(day as date)), 7) as of_weekday,
    type,
    coalesce(race, 'not known') as of_race,
    race_by_surname,
    minute,
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
  place,
  of_month as month,
  of_weekday as weekday,
  type,
  of_race as race,
  race_by_surname,
  count(*) as stops,
  count(minute) as with_time,
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
group by place, of_month, of_weekday, type, of_race, race_by_surname
