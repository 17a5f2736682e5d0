-- reads: change, agreement, agency
-- makes: the agreements that left the lists for good, with the interval in which they did
-- one row per: change of type ended
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
    case when c.agreement in (select s.switched_from from agreement as s where s.switched_from is not null) then 1 else 0 end as switched,
    a.last_snapshot as snapshot,
    a.last_sheet as sheet,
    a.last_row as sheet_row
from change as c
join agreement as a on a.agreement = c.agreement
left join agency as g on g.agency = c.agency
where c.type = 'ended'
order by c.by_date, c.change
