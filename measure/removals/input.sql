-- reads: removal_count, aor, removal_event_count
-- makes: the published cells of the newest removals table, without citizenship and criminality; and the removals of individual records, counted
-- one row per: published cell; month, area, state, program and agency of each record
select
    'table' as kind,
    'ice-removals-by-month' as source,
    '' as release,
    0 as current,
    cast(r.fiscal_year as varchar) as fiscal_year,
    cast(r.month as varchar) as month,
    extract(year from r.month) * 12 + extract(month from r.month) - 1 as month_number,
    0 as first_day,
    0 as last_day,
    coalesce(r.arresting_agency, '') as arresting_agency,
    coalesce(r.aor, '') as aor,
    coalesce(n.name, '') as aor_name,
    '' as state,
    '' as program,
    '' as disposition,
    r.removals,
    r.snapshot,
    r.sheet_original as sheet,
    r.row_original as row_number
from removal_count as r
left join aor as n on n.aor = r.aor
where r.snapshot = (select max_by(t.snapshot, t.month) from removal_count as t)
union all
select
    'events' as kind,
    c.source,
    c.release,
    case when c.current then 1 else 0 end as current,
    coalesce(cast(c.fiscal_year as varchar), '') as fiscal_year,
    cast(c.month as varchar) as month,
    extract(year from c.month) * 12 + extract(month from c.month) - 1 as month_number,
    coalesce(date_diff('day', date '1970-01-01', cast(c.first_day as date)), 0) as first_day,
    coalesce(date_diff('day', date '1970-01-01', cast(c.last_day as date)), 0) as last_day,
    coalesce(c.arresting_agency, '') as arresting_agency,
    coalesce(c.aor, '') as aor,
    coalesce(m.name, '') as aor_name,
    coalesce(c.state, '') as state,
    coalesce(c.program, '') as program,
    coalesce(c.disposition, '') as disposition,
    c.events as removals,
    '' as snapshot,
    '' as sheet,
    0 as row_number
from removal_event_count as c
left join aor as m on m.aor = c.aor
order by kind desc, month, row_number
