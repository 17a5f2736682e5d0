-- reads: detention_stat, detention_facility_stat, facility_match, facility, aor
-- makes: the average daily populations of every detention statistics workbook: by agency, by facility type, and of each facility over its fiscal year
-- one row per: printed number that is known; of a facility, the sum of its four levels
with places as (
    select
        s.snapshot,
        s.sheet_original,
        s.row_original,
        coalesce(m.facility, s.name || ', ' || coalesce(s.state, 'state not given')) as facility,
        s.name as facility_name,
        s.type_detailed,
        coalesce(s.state, f.state) as state,
        f.county_fips as county,
        s.aor,
        a.name as aor_name,
        coalesce(m.method, '') as method,
        s.fiscal_year,
        s.adp,
        s.adp_column,
        s.pull_date
    from detention_facility_stat as s
    left join facility_match as m on m.snapshot = s.snapshot and m.sheet_original = s.sheet_original and m.row_original = s.row_original
    left join facility as f on f.facility = m.facility
    left join aor as a on a.aor = s.aor
    where s.adp is not null
)
select
    d.table_name,
    cast(d.fiscal_year as varchar) as fiscal_year,
    d.month,
    d.agency as arresting_agency,
    case d.agency when 'ICE' then 'Immigration and Customs Enforcement' when 'CBP' then 'Customs and Border Protection' end as agency_name,
    d.criminality,
    d.facility_type,
    cast(null as varchar) as facility,
    cast(null as varchar) as facility_name,
    cast(null as varchar) as type_detailed,
    cast(null as varchar) as state,
    cast(null as varchar) as county,
    cast(null as varchar) as aor,
    cast(null as varchar) as aor_name,
    cast(null as varchar) as method,
    d.value,
    d.pull_date,
    d.as_of,
    d.snapshot,
    d.sheet_original as sheet,
    d.row_original as row_number,
    d.column_original as column_number
from detention_stat as d
where d.table_name in ('average_daily_population_by_agency', 'average_daily_population_by_facility_type')
    and d.value is not null
union all
select
    'facilities' as table_name,
    cast(p.fiscal_year as varchar) as fiscal_year,
    cast(null as date) as month,
    cast(null as varchar) as arresting_agency,
    cast(null as varchar) as agency_name,
    cast(null as varchar) as criminality,
    cast(null as varchar) as facility_type,
    p.facility,
    p.facility_name,
    p.type_detailed,
    p.state,
    p.county,
    p.aor,
    p.aor_name,
    p.method,
    p.adp as value,
    p.pull_date,
    p.pull_date as as_of,
    p.snapshot,
    p.sheet_original as sheet,
    p.row_original as row_number,
    p.adp_column as column_number
from places as p
order by pull_date, snapshot, table_name, sheet, row_number, column_number
