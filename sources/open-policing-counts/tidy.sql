-- Reads raw (one row per place and race, of one of four tables), states, lookups.
-- Makes stop_count: one row per row: how many of what the table divides by (base) came to the event (events), by place and race, as published.
with told as (
  select
    raw.snapshot,
    raw.file_original,
    raw.sheet_original,
    cast(raw.row_original as bigint) as row_original,
    case
      when coalesce(raw.hits, '') <> '' then 'hits'
      when coalesce(raw.arrests, '') <> '' then 'arrests'
      when coalesce(raw.searches, '') <> '' then 'searches'
      else 'stops'
    end as event,
    squeeze(raw.location) as place,
    case when regexp_full_match(squeeze(raw.location), '[0-9]{5}') then squeeze(raw.location) end as county_fips,
    raw.race as race_raw,
    case lower(split_part(squeeze(raw.race), ' ', 1)) when 'black' then 'black' when 'hispanic' then 'hispanic' when 'white' then 'white' end as race,
    try_cast(raw.stops as double) as stops,
    try_cast(raw.population as double) as population,
    try_cast(raw.searches as double) as searches,
    try_cast(raw.arrests as double) as arrests,
    try_cast(raw.hits as double) as hits
  from raw
),
counted as (
  select
    *,
    case event when 'hits' then hits when 'arrests' then arrests when 'searches' then searches else stops end as n,
    case event when 'hits' then searches when 'arrests' then stops when 'searches' then stops else population end as of_n
  from told
)
select
  c.snapshot,
  c.file_original,
  c.sheet_original,
  c.row_original,
  'open-policing-counts' as source,
  c.event,
  case c.event when 'hits' then 'searches' when 'stops' then 'residents' else 'stops' end as base_of,
  coalesce(by_code.state, by_name.value) as state,
  c.place,
  c.county_fips,
  c.race_raw,
  c.race,
  cast(c.n as bigint) as events,
  cast(c.of_n as bigint) as base,
  case
    when c.n < 0 or c.of_n < 0 then 'a count below zero'
    when c.n is null or c.n <> floor(c.n) or c.of_n <> floor(c.of_n) then 'a count that is no whole number'
    when c.event in ('hits', 'arrests', 'searches') and c.n > c.of_n then 'more ' || c.event || ' than ' || case c.event when 'hits' then 'searches' else 'stops' end
  end as why
from counted as c
left join states as by_code on by_code.state_fips = substr(c.county_fips, 1, 2)
left join lookups as by_name on by_name."column" = 'location' and by_name.raw = c.place
