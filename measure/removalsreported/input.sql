-- reads: detention_stat
-- makes: the published totals of removals of every detention statistics workbook, and the part with a mark of family
-- one row per: printed number that is known
select
    d.table_name,
    cast(d.fiscal_year as varchar) as fiscal_year,
    d.month,
    d.category as family,
    d.value,
    d.pull_date,
    d.as_of,
    d.snapshot,
    d.sheet_original as sheet,
    d.row_original as row_number,
    d.column_original as column_number
from detention_stat as d
where d.table_name = 'removals'
    and d.value is not null
order by d.pull_date, d.snapshot, d.table_name, d.row_original, d.column_original
