-- reads: detention_stat
-- makes: the published final book-outs of every detention statistics workbook since fiscal year 2024; Bonded Out is left out, for its two parts stand beside it
-- one row per: printed number that is known
select
    d.table_name,
    cast(d.fiscal_year as varchar) as fiscal_year,
    d.month,
    d.category as reason,
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
where d.table_name in ('final_book_outs_by_facility_type', 'final_book_outs_by_reason')
    and d.metric = 'final book-outs'
    and coalesce(d.category, '') <> 'Bonded Out'
    and d.value is not null
order by d.pull_date, d.snapshot, d.table_name desc, d.row_original, d.column_original
