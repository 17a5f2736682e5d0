-- reads: change, agreement, agency
-- makes: the agreements that came onto the lists, with the interval in which they did
-- one row per: change of type new
select
    c.change,
    c.agreement,
    c.agency,
    c.agency_name,
    coalesce(g.kind, '') as agency_kind,
    coalesce(c.state, '') as state,
    coalesce(c.county_fips, '') as county,
    c.model,
    c.after_date,
    c.by_date,
    c.known_from,
    case when a.switched_from is null then 0 else 1 end as switched,
    c.after_snapshot as snapshot,
    c.after_sheet as sheet,
    c.after_row as sheet_row
from change as c
left join agency as g on g.agency = c.agency
left join agreement as a on a.agreement = c.agreement
where c.type = 'new'
order by c.by_date, c.change
