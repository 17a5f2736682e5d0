-- reads: observation
-- makes: what was printed on each pending list
-- one row per: row of a pending list whose agency and model are known
select
    o.list_order,
    o.agency,
    o.model,
    o.state,
    coalesce(o.county_fips, '') as county,
    o.agency_kind,
    o.agency_raw,
    o.snapshot,
    o.sheet_original,
    o.row_original
from observation as o
where o.kind = 'pending'
order by o.list_order, o.sheet_original, o.row_original
