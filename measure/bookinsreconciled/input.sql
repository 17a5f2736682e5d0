-- reads: detention_reconciliation
-- makes: the months in which both ICE's printed initial book-ins and a release of individual records are whole
-- one row per: release and month
select
    d.release,
    cast(d.fiscal_year as varchar) as fiscal_year,
    d.month,
    d.published,
    d.counted,
    d.without_person,
    case when d.whole then 1 else 0 end as whole,
    d.release_reaches,
    d.snapshot,
    d.sheet_original as sheet,
    d.row_original as row_number,
    d.column_original as column_number
from detention_reconciliation as d
order by d.release_reaches, d.release, d.month
