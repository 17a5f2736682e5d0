-- Reads at_detainer.
-- Makes duplicate, the part of detainers: one row per detainer of several by each of two rules.
-- ddp-day (2025 and March 2026): the same person and day of preparation; a flag, none is dropped by it.
-- ddp-episode (August 2026): chained gaps of 24 hours as for arrests, then the same type and facility within the episode, so that other forms and jails are kept; the first stays.
with days as (
  select
    release, record,
    count(*) over (partition by release, person, minute) as size,
    row_number() over (partition by release, person, minute order by record) as place
  from at_detainer
),
ordered as (
  select
    release, person, record, minute, detainer_type, facility,
    lag(minute) over (partition by release, person order by minute, record) as before
  from at_detainer
),
numbered as (
  select
    release, person, record, minute, detainer_type, facility,
    sum(case when before is null or minute - before > 1440 then 1 else 0 end) over (partition by release, person order by minute, record rows unbounded preceding) as episode
  from ordered
),
sized as (
  select
    release, record, episode,
    count(*) over (partition by release, person, episode, detainer_type, facility) as size,
    row_number() over (partition by release, person, episode, detainer_type, facility order by minute, record) as place
  from numbered
)
select 'detainer' as table_name, release, record, 'ddp-day' as rule, cast(null as bigint) as group_no, true as likely, place = 1 as first, false as dropped
from days
where size > 1
union all
select 'detainer' as table_name, release, record, 'ddp-episode' as rule, cast(episode as bigint) as group_no, true as likely, place = 1 as first, place > 1 as dropped
from sized
where size > 1
order by release, record, rule
