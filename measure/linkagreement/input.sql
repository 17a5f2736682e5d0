-- reads: link_agreement, release
-- makes: how many links both ways of linking make, and how many one way alone
-- one row per: release and step
select
    a.release,
    r.first_day,
    r.last_day,
    a.from_table || ' to ' || a.to_table as step,
    a.same,
    a.ddp_alone,
    a.detangle_alone
from link_agreement as a
left join (select release, min(covers_from) as first_day, max(covers_to) as last_day from release group by release) as r on r.release = a.release
order by a.release, a.from_table, a.to_table
