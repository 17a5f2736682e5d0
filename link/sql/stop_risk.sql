-- Reads stop_now (the stops of one file), stop_seen, stop_file_now (which file it is).
-- Makes stop_risk, the part of one file: one row per place, month, race and what may tell of risk (age in bands, sex, three hours of the day, weekend, kind of stop), with how many stops, searches, searches whose find is recorded and hits. Only stops of which it is recorded whether there was a search.
-- A place stands alone where 20 of its searches or more have a recorded find, and it is one of the 60 that have most; the others are one place, null. A file of which no find is recorded has no rows. hours: 0 is midnight to 02:59.
-- Words are numbers, in their order, while tens of millions of stops are grouped.
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
    k.place,
    cast(date_trunc('month', s.day) as date) as of_month,
    case coalesce(s.race, 'not known') when 'asian/pacific islander' then 1 when 'black' then 2 when 'hispanic' then 3 when 'not known' then 4 when 'other' then 5 when 'white' then 6 end as of_race,
    case when s.age is null then 5 when s.age < 20 then 6 when s.age < 25 then 0 when s.age < 30 then 1 when s.age < 40 then 2 when s.age < 50 then 3 else 4 end as of_age,
    case s.sex when 'female' then 0 when 'male' then 1 else 2 end as of_sex,
    case when s.minute between 0 and 1439 then cast(floor(cast(s.minute as double) / 180) as bigint) end as of_hours,
    mod(date_diff('day', date '1970-01-05', cast(s.day as date)), 7) >= 5 as of_weekend,
    case s.type when 'pedestrian' then 1 when 'vehicular' then 2 else 0 end as of_type,
    case when s.searched then 1 else 0 end as search,
    case when s.searched and s.hit in (0, 1) then 1 else 0 end as said_hit,
    case when s.searched and s.hit = 1 then 1 else 0 end as found
  from stop_now as s
  cross join finds as f
  left join kept as k on k.place = s.place
  where s.searched is not null and f.with_hit > 0
),
counted as (
  select
    place, of_month, of_race, of_age, of_sex, of_hours, of_weekend, of_type,
    count(*) as stops, sum(search) as searches, sum(said_hit) as with_hit, sum(found) as hits
  from told
  group by place, of_month, of_race, of_age, of_sex, of_hours, of_weekend, of_type
)
select
  f.snapshot,
  c.place,
  c.of_month as month,
  case c.of_race when 1 then 'asian/pacific islander' when 2 then 'black' when 3 then 'hispanic' when 4 then 'not known' when 5 then 'other' when 6 then 'white' end as race,
  case c.of_age
    when 0 then '20 to 24' when 1 then '25 to 29' when 2 then '30 to 39' when 3 then '40 to 49' when 4 then '50 and over' when 5 then 'not known' else 'under 20'
  end as age,
  case c.of_sex when 0 then 'female' when 1 then 'male' else 'not known' end as sex,
  c.of_hours as hours,
  c.of_weekend as weekend,
  case c.of_type when 1 then 'pedestrian' when 2 then 'vehicular' else 'not known' end as type,
  c.stops,
  cast(c.searches as bigint) as searches,
  cast(c.with_hit as bigint) as with_hit,
  cast(c.hits as bigint) as hits
from counted as c
cross join stop_file_now as f
order by c.place, c.of_month, c.of_race, c.of_age, c.of_sex, c.of_hours, c.of_weekend, c.of_type
