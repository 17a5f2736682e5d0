-- Reads raw (one row per county, with the nation and the states among them).
-- Makes county_population: one row per county or state total; totals of states carry no population and are set aside.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  -- ids lose their leading zero; those that end in 000 are states, 0 is the nation
  case when cast(raw.id as bigint) % 1000 <> 0 then lpad(raw.id, 5, '0') end as county_fips,
  -- Puerto Rico has a total only, and the file writes 0 where it has nothing
  coalesce(nullif(try_cast(raw.tot_pop as bigint), 0), try_cast(raw.total as bigint)) as population,
  nullif(try_cast(raw.nhwa_male as bigint) + try_cast(raw.nhwa_female as bigint), 0) as white_not_hispanic,
  nullif(try_cast(raw.nhba_male as bigint) + try_cast(raw.nhba_female as bigint), 0) as black_not_hispanic,
  nullif(try_cast(raw.nhaa_male as bigint) + try_cast(raw.nhaa_female as bigint), 0) as asian_not_hispanic,
  nullif(try_cast(raw.nhia_male as bigint) + try_cast(raw.nhia_female as bigint), 0) as native_not_hispanic,
  nullif(try_cast(raw.h_male as bigint) + try_cast(raw.h_female as bigint), 0) as hispanic,
  cast(2018 as bigint) as year,
  case
    when cast(raw.id as bigint) % 1000 = 0 then 'a total of the nation or a state'
    when coalesce(nullif(try_cast(raw.tot_pop as bigint), 0), try_cast(raw.total as bigint)) is null then 'the file has no population for this municipio of Puerto Rico'
  end as why
from raw
