-- reads: observation
-- makes: what was printed on each participating list
-- one row per: row of a participating list whose agency and model are known
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
where o.kind = 'participating'
order by o.list_order, o.sheet_original, o.row_original
