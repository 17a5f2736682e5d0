-- reads: agreement
-- makes: the ledger, with both clocks of every agreement
-- one row per: agreement (agency, model and spell)
select
    a.agreement,
    a.agency,
    a.agency_name,
    a.agency_kind,
    a.state,
    coalesce(a.county_fips, '') as county,
    a.model,
    a.valid_from,
    case when a.valid_from_basis = 'listed' then 1 else 0 end as by_listing,
    a.listed_after,
    a.known_from,
    a.last_seen,
    a.absent_from,
    case when a.status = 'ended' then 1 else 0 end as ended,
    a.ended_known,
    a.first_snapshot,
    a.first_sheet,
    a.first_row,
    a.last_snapshot,
    a.last_sheet,
    a.last_row
from agreement as a
order by a.agreement
