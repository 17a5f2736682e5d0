-- reads: removal_count, aor
-- makes: the published cells of the newest removals table, without citizenship and criminality
-- one row per: published cell
select
    cast(r.fiscal_year as varchar) as fiscal_year,
    r.month,
    coalesce(r.arresting_agency, '') as arresting_agency,
    coalesce(r.aor, '') as aor,
    coalesce(n.name, '') as aor_name,
    r.removals,
    r.snapshot,
    r.sheet_original as sheet,
    r.row_original as row_number
from removal_count as r
left join aor as n on n.aor = r.aor
where r.snapshot = (select max_by(t.snapshot, t.month) from removal_count as t)
order by r.month, r.row_original
