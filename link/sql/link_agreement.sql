-- Reads event_link.
-- Makes link_agreement: one row per pair of tables and release that both ways of linking have: links that are the same, and those of one way alone.
with both_ways as (
  select
    release, from_table, to_table, from_record, to_record,
    max(case when mode = 'ddp' then 1 else 0 end) as by_ddp,
    max(case when mode = 'detangle' then 1 else 0 end) as by_detangle
  from event_link
  where chosen
  group by release, from_table, to_table, from_record, to_record
)
select
  release,
  from_table,
  to_table,
  cast(sum(by_ddp * by_detangle) as bigint) as same,
  cast(sum(by_ddp * (1 - by_detangle)) as bigint) as ddp_alone,
  cast(sum((1 - by_ddp) * by_detangle) as bigint) as detangle_alone
from both_ways
group by release, from_table, to_table
having sum(by_ddp) > 0
order by release, from_table, to_table
