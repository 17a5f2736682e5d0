-- Reads at_encounter.
-- Makes duplicate, the part of encounters: one row per encounter of several of one person at one minute. The first stays.
with sized as (
  select
    release, record,
    count(*) over (partition by release, person, minute) as size,
    row_number() over (partition by release, person, minute order by record) as place
  from at_encounter
)
select 'encounter' as table_name, release, record, 'ddp-time' as rule, cast(null as bigint) as group_no, true as likely, place = 1 as first, place > 1 as dropped
from sized
where size > 1
order by release, record
