-- reads: detention_stat, aor
-- makes: the people in alternatives to detention on the day of every detention statistics workbook
-- one row per: printed number that is known
select
    d.table_name,
    cast(d.fiscal_year as varchar) as fiscal_year,
    d.month,
    d.aor,
    a.name as aor_name,
    case when d.table_name <> 'atd_by_status' then d.category end as technology,
    case when d.table_name = 'atd_by_status' then d.category end as family_status,
    d.value,
    d.pull_date,
    d.as_of,
    d.snapshot,
    d.sheet_original as sheet,
    d.row_original as row_number,
    d.column_original as column_number
from detention_stat as d
left join aor as a on a.aor = d.aor
where d.table_name in ('atd_by_aor', 'atd_by_status')
    and d.metric = 'participants'
    and d.value is not null
order by d.pull_date, d.snapshot, d.table_name, d.sheet_original, d.row_original, d.column_original
