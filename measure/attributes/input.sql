-- reads: attribute_cell
-- makes: the family of tables by an attribute of persons, as it is given out
-- one row per: table, record, attribute, layout, fiscal year, month or state, category
select
    c.table_name,
    c.source,
    c.release,
    c.attribute,
    c.layout,
    c.fiscal_year,
    coalesce(cast(c.month as varchar), '') as month,
    coalesce(c.state, '') as state,
    c.category,
    coalesce(c.events, 0) as events,
    case when c.withheld then 1 else 0 end as withheld
from attribute_cell as c
order by c.table_name, c.source, c.release, c.attribute, c.layout, c.fiscal_year, c.month, c.state, c.category
