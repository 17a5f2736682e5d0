-- reads: agreement, county
-- makes: the ledger beside the counties and their residents
-- one row per: county (part = 'county'), and agreement (part = 'agreement')
select
    'county' as part,
    c.county_fips as county,
    c.state,
    c.county_name as name,
    coalesce(c.population, -1) as population,
    coalesce(c.population_year, 0) as population_year,
    coalesce(c.snapshot, '') as population_snapshot,
    '' as agreement,
    '' as agency,
    '' as agency_kind,
    '' as level,
    '' as model,
    cast(null as date) as valid_from,
    0 as by_listing,
    cast(null as date) as listed_after,
    cast(null as date) as known_from,
    cast(null as date) as last_seen,
    cast(null as date) as absent_from,
    0 as ended,
    cast(null as date) as ended_known,
    '' as first_snapshot,
    '' as first_sheet,
    0 as first_row
from county as c
union all
select
    'agreement' as part,
    coalesce(a.county_fips, '') as county,
    a.state,
    a.agency_name as name,
    -1 as population,
    0 as population_year,
    '' as population_snapshot,
    a.agreement,
    a.agency,
    a.agency_kind,
    case when a.statewide then 'state' else a.level end as level,
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
    a.first_row
from agreement as a
order by part desc, county, agreement
