-- Reads pipeline_count.
-- Makes link_rate: one row per rule, release and fiscal year of the first event: how many events there are, how many are linked, how many have no id, and of the unlinked ones how many
-- stand so near to the end of the release that their partner may lie beyond it: a lower bound of what the release could have shown.
select
  mode,
  rule,
  release,
  from_table,
  to_table,
  fiscal_year,
  cast(sum(case when standing = 'no id' then 0 else events end) as bigint) as candidates,
  cast(sum(case when standing = 'linked' then events else 0 end) as bigint) as linked,
  cast(sum(case when standing = 'no id' then events else 0 end) as bigint) as without_person,
  cast(sum(case when standing = 'near the boundary' then events else 0 end) as bigint) as near_boundary
from pipeline_count
group by mode, rule, release, from_table, to_table, fiscal_year
having sum(case when standing = 'no id' then 0 else events end) > 0
order by mode, rule, release, fiscal_year
