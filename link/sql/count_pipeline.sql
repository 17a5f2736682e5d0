-- Reads link_rate, current_release.
-- Makes pipeline_count: one row per way of linking, release, fiscal year, step and standing, with how many events of the step's first table.
-- Standing: linked; unlinked, though it could have been; near the boundary, unlinked and so close to an end of the release that the partner may lie outside of it; no id.
with standing as (
  select mode, rule, release, fiscal_year, from_table, to_table, 'linked' as standing, linked as events from link_rate
  union all
  select mode, rule, release, fiscal_year, from_table, to_table, 'unlinked' as standing, candidates - linked - near_boundary as events from link_rate
  union all
  select mode, rule, release, fiscal_year, from_table, to_table, 'near the boundary' as standing, near_boundary as events from link_rate
  union all
  select mode, rule, release, fiscal_year, from_table, to_table, 'no id' as standing, without_person as events from link_rate
),
currently as (
  select table_name, release, fiscal_year from current_release group by table_name, release, fiscal_year
)
select
  s.mode,
  s.rule,
  s.release,
  c.release is not null as current,
  s.fiscal_year,
  s.from_table,
  s.to_table,
  s.standing,
  cast(sum(s.events) as bigint) as events
from standing as s
left join currently as c
  on c.release = s.release and c.fiscal_year = s.fiscal_year and c.table_name = case when s.from_table = 'stay' then 'stint' else s.from_table end
group by s.mode, s.rule, s.release, c.release is not null, s.fiscal_year, s.from_table, s.to_table, s.standing
order by s.mode, s.rule, s.release, s.fiscal_year, s.from_table, s.to_table, s.standing
