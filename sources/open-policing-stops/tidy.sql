-- Reads raw (one row per stop of a place's file), states, surnames.
-- Makes stop: one row per row: when and where a person was stopped, by whom, as what race recorded, whether searched and with what result. No name, no id of an officer.
-- place is a number of department, county and district within the file; stop_place has its names, and says of the file which state and police it is of.
-- race_by_surname: the race again, where the file has surnames: white, other or none recorded, and a surname of which three in four bearers called themselves Hispanic in the census of 2010. The surname itself is not kept.
with said as (
  select
    raw.snapshot, raw.file_original, raw.sheet_original, raw.row_original, raw.sheet_number, raw.release,
    states.state,
    nullif(raw.department, 'NA') as department,
    nullif(raw.county, 'NA') as county_raw,
    case when length(raw.county_code) = 5 and try_cast(raw.county_code as bigint) is not null then raw.county_code end as county_code,
    nullif(raw.district, 'NA') as district,
    coalesce(try_cast(raw.date as date), cast(of_text(raw.date) as date)) as day,
    nullif(raw.time, 'NA') as clock,
    try_cast(split_part(raw.time, ':', 1) as bigint) as clock_hour,
    try_cast(split_part(raw.time, ':', 2) as bigint) as clock_minute,
    raw.lat, raw.lng,
    raw.race as race_raw,
    case lower(coalesce(raw.race, 'na'))
      when 'white' then 'white' when 'black' then 'black' when 'hispanic' then 'hispanic' when 'asian/pacific islander' then 'asian/pacific islander' when 'asian' then 'asian/pacific islander'
      when 'other' then 'other' when 'unknown' then 'not known' when 'other/unknown' then 'not known' when 'na' then 'not known' end as race,
    raw.surname,
    names.surname is not null as hispanic_surname,
    raw.age, raw.sex, raw.type,
    true_false(raw.searched) as searched,
    true_false(raw.found) as found,
    nullif(raw.basis, 'NA') as basis,
    lower(nullif(raw.outcome, 'NA')) as outcome,
    true_false(raw.arrested) as arrested
  from raw
  left join states on states.state = upper(raw.state)
  left join surnames as names on names.surname = upper(raw.surname)
)
select
  s.snapshot,
  s.file_original,
  s.sheet_original,
  s.row_original,
  'open-policing-stops' as source,
  s.release,
  record_no(s.snapshot, s.sheet_number, s.row_original) as record,
  cast(hash(s.state, s.department, s.county_raw, s.county_code, s.district) >> 1 as bigint) as place,
  s.state,
  s.department,
  s.county_raw,
  s.county_code,
  s.district,
  s.day,
  case when s.clock is null then null when s.clock_hour between 0 and 23 and s.clock_minute between 0 and 59 then s.clock_hour * 60 + s.clock_minute else -1 end as minute,
  round(try_cast(s.lat as double), 3) as lat,
  round(try_cast(s.lng as double), 3) as lng,
  s.race_raw,
  s.race,
  case when s.surname is null then null when s.hispanic_surname and s.race in ('white', 'other', 'not known') then 'hispanic' else s.race end as race_by_surname,
  cast(floor(try_cast(s.age as double)) as bigint) as age,
  case lower(s.sex) when 'male' then 'male' when 'female' then 'female' when 'm' then 'male' when 'f' then 'female' end as sex,
  case lower(s.type) when 'vehicular' then 'vehicular' when 'pedestrian' then 'pedestrian' end as type,
  s.searched,
  case when s.found and not coalesce(s.searched, false) then cast(2 as bigint) when s.searched then cast(s.found as bigint) end as hit,
  s.basis,
  case
    when s.basis is null then null
    when lower(s.basis) in ('consent', 'probable cause', 'plain view', 'k9', 'reasonable suspicion', 'protective frisk') then 'discretionary'
    when lower(s.basis) in ('other', 'incident to arrest', 'inventory', 'warrant', 'search warrant', 'parole/probation', 'impound') then 'other'
  end as basis_class,
  s.outcome,
  coalesce(s.arrested, s.outcome = 'arrest') as arrested
from said as s
