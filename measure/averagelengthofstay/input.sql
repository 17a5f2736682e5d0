-- reads: detention_stat
-- makes: the average lengths of stay of every detention statistics workbook
-- one row per: printed number that is known
select
    d.table_name,
    cast(d.fiscal_year as varchar) as fiscal_year,
    d.month,
    d.agency as arresting_agency,
    case d.agency when 'ICE' then 'Immigration and Customs Enforcement' when 'CBP' then 'Customs and Border Protection' end as agency_name,
    d.criminality,
    d.facility_type,
    d.value,
    d.pull_date,
    d.as_of,
    d.snapshot,
    d.sheet_original as sheet,
    d.row_original as row_number,
    d.column_original as column_number
from detention_stat as d
where d.table_name in ('average_length_of_stay_by_agency', 'average_length_of_stay_by_facility_type')
    and d.value is not null
order by d.pull_date, d.snapshot, d.table_name, d.row_original, d.column_original
