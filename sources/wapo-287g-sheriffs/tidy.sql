-- Reads raw (one row per agency, a cross under each year it was found in force), states.
-- Makes historical_listing: one row per agency, models not given.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  cast(raw.row_original as bigint) as row_original,
  'wapo-287g-sheriffs' as source,
  -- the edition is told by the year in the file's name
  try_cast(regexp_extract(raw.file_original, '(20\d\d)', 1) || '-12-31' as date) as as_of,
  raw.state as state_raw,
  states.state,
  trim(raw.agency) as agency_raw,
  cast(null as varchar) as model_raw,
  cast(null as varchar) as models,
  cast(null as date) as signed,
  lpad(raw.fips, 5, '0') as county_fips,
  raw.ori,
  'in force' as status,
  nullif(concat_ws(' ',
    case when y2005 is not null then '2005' end, case when y2006 is not null then '2006' end, case when y2007 is not null then '2007' end,
    case when y2008 is not null then '2008' end, case when y2009 is not null then '2009' end, case when y2010 is not null then '2010' end,
    case when y2011 is not null then '2011' end, case when y2012 is not null then '2012' end, case when y2013 is not null then '2013' end,
    case when y2014 is not null then '2014' end, case when y2015 is not null then '2015' end, case when y2016 is not null then '2016' end,
    case when y2017 is not null then '2017' end, case when y2018 is not null then '2018' end, case when y2019 is not null then '2019' end), '') as years,
  case when raw.state like 'State (%' or raw.state is null then 'a heading or a note between the rows' end as why
from raw
left join states on upper(states.state_name) = upper(trim(raw.state))
