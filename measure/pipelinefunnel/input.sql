-- reads: pipeline_count
-- makes: how many events of each step are linked to the next, and how many are not, with why
-- one row per: way of linking, release, fiscal year, step and standing
select
    c.mode as link,
    c.release,
    case when c.current then 1 else 0 end as current,
    c.fiscal_year,
    c.from_table || ' to ' || c.to_table as step,
    c.standing,
    c.events
from pipeline_count as c
order by c.fiscal_year, c.mode, c.release, step, c.standing
