-- reads: risk_overlap, disparity_record
-- makes: how stops of each race spread over risk, with the days of their records
-- one row per: record, race and twentieth of risk
select
    o.source,
    coalesce(o.state, '') as state,
    o.race,
    lpad(cast(cast(round(100 * o.risk_from) as bigint) as varchar), 2, '0') || ' to ' || lpad(cast(cast(round(100 * o.risk_to) as bigint) as varchar), 2, '0') || ' %' as risk,
    o.share,
    coalesce(r.snapshot, '') as snapshot,
    r.first_day,
    r.last_day
from risk_overlap as o
inner join disparity_record as r on r.test = 'risk_adjusted' and r.source = o.source
