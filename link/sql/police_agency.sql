-- Reads ucr_agency, lee_agency.
-- Makes police_agency: one row per ORI in either of the FBI's lists, with its newest counts of employees.
with ucr as (
  select
    ori, name, state, county_names, agency_type, snapshot, file_original, sheet_original, row_original,
    row_number() over (partition by ori order by snapshot, row_original) as copy
  from ucr_agency
),
lee as (
  select
    ori, name, state, county_names, agency_type, officers, civilians, population, snapshot, file_original, sheet_original, row_original,
    row_number() over (partition by ori order by year desc, snapshot, row_original) as copy
  from lee_agency
),
oris as (
  select ori from ucr_agency
  union
  select ori from lee_agency
)
select
  oris.ori,
  coalesce(ucr.name, lee.name) as name,
  coalesce(ucr.state, lee.state) as state,
  coalesce(ucr.county_names, lee.county_names) as county_names,
  coalesce(ucr.agency_type, lee.agency_type) as agency_type,
  lee.officers,
  lee.civilians,
  lee.population,
  coalesce(ucr.snapshot, lee.snapshot) as snapshot,
  coalesce(ucr.file_original, lee.file_original) as file_original,
  coalesce(ucr.sheet_original, lee.sheet_original) as sheet_original,
  coalesce(ucr.row_original, lee.row_original) as row_original
from oris
left join ucr on ucr.ori = oris.ori and ucr.copy = 1
left join lee on lee.ori = oris.ori and lee.copy = 1
order by oris.ori
