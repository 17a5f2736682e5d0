-- Reads stop_now (the stops of one file), stop_seen.
-- Makes stop_risk, the part of one file: one row per place, month, race and what may tell of risk (age in bands, sex, three hours of the day, weekend, kind of stop), with how many stops, searches, searches whose find is recorded and hits. Only stops of which it is recorded whether there was a search.
-- A place stands alone where 20 of its searches or more have a recorded find, and it is one of the 60 that have most; the others are one place, null. A file of which no find is recorded has no rows. hours: 0 is midnight to 02:59.
with kept as (
  select place
  from (select place, row_number() over (order by with_hit desc, place) as n from stop_seen where with_hit >= 20) as ranked
  where n <= 60
),
finds as (
  select sum(with_hit) as with_hit from stop_seen
),
told as (
  select
    s.snapshot,
    k.place,
    cast(date_trunc('month', s.day) as date) as of_month,
    coalesce(s.race, 'not known') as of_race,
    case
      when s.age is null then 'not known' when s.age < 20 then 'under 20' when s.age < 25 then '20 to 24' when s.age < 30 then '25 to 29'
      when s.age < 40 then '30 to 39' when s.age < 50 then '40 to 49' else '50 and over'
    end as of_age,
    coalesce(s.sex, 'not known') as of_sex,
    case when s.minute between 0 and 1439 then cast(floor(cast(s.minute as double) / 180) as bigint) end as of_hours,
    mod(date_diff('day', date '1970-01-05', cast(s.day as date)), 7) >= 5 as of_weekend,
    coalesce(s.type, 'not known') as of_type,
    case when s.searched then 1 else 0 end as search,
    case when s.searched and s.hit in (0, 1) then 1 else 0 end as said_hit,
    case when s.searched and s.hit = 1 then 1 else 0 end as found
  from stop_now as s
  cross join finds as f
  left join kept as k on k.place = s.place
  where s.searched is not null and f.with_hit > 0
)
select
  snapshot,
  place,
  of_month as month,
  of_race as race,
  of_age as age,
  of_sex as sex,
  of_hours as hours,
  of_weekend as weekend,
  of_type as type,
  count(*) as stops,
  cast(sum(search) as bigint) as searches,
  cast(sum(said_hit) as bigint) as with_hit,
  cast(sum(found) as bigint) as hits
from told
group by snapshot, place, of_month, of_race, of_age, of_sex, of_hours, of_weekend, of_type
order by place, of_month, of_race, of_age, of_sex, of_hours, of_weekend, of_type
