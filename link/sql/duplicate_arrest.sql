-- Reads at_arrest.
-- Makes duplicate, the part of arrests: one row per arrest of an episode of several. An episode goes on while the next arrest of the person comes within 24 hours of the one before
-- (chained gaps, not anchored on the first; Deportation Data Project, July 2026). The first stays; of two at one minute the one that was not reprocessed.
with ordered as (
  select
    release, person, record, minute, reprocessed,
    lag(minute) over (partition by release, person order by minute, reprocessed, record) as before
  from at_arrest
),
numbered as (
  select
    release, person, record, minute, reprocessed,
    sum(case when before is null or minute - before > 1440 then 1 else 0 end) over (partition by release, person order by minute, reprocessed, record rows unbounded preceding) as episode
  from ordered
),
sized as (
  select
    release, person, record, episode,
    count(*) over (partition by release, person, episode) as size,
    row_number() over (partition by release, person, episode order by minute, reprocessed, record) as place
  from numbered
)
select
  'arrest' as table_name,
  release,
  record,
  'ddp-episode' as rule,
  cast(episode as bigint) as group_no,
  true as likely,
  place = 1 as first,
  place > 1 as dropped
from sized
where size > 1
order by release, record
