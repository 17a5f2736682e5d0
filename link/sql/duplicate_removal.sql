-- Reads at_removal.
-- Makes duplicate, the part of removals: one row per removal of several of one person on one day. The first stays.
with sized as (
  select
    release, record,
    count(*) over (partition by release, person, minute) as size,
    row_number() over (partition by release, person, minute order by record) as place
  from at_removal
)
select 'removal' as table_name, release, record, 'ddp-day' as rule, cast(null as bigint) as group_no, true as likely, place = 1 as first, place > 1 as dropped
from sized
where size > 1
order by release, record
