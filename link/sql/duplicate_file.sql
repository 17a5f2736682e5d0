-- Reads release, encounter, arrest, detainer, removal, stint.
-- Makes duplicate, the part of files: one row per row of a file whose rows stand in another file of the same release (release.repeats). None of them counts.
select 'arrest' as table_name, e.release, e.record, 'repeated-file' as rule, cast(null as bigint) as group_no, true as likely, false as first, true as dropped
from arrest as e
inner join release as r on r.snapshot = e.snapshot and r.repeats is not null
union all
select 'detainer' as table_name, e.release, e.record, 'repeated-file' as rule, cast(null as bigint) as group_no, true as likely, false as first, true as dropped
from detainer as e
inner join release as r on r.snapshot = e.snapshot and r.repeats is not null
union all
select 'encounter' as table_name, e.release, e.record, 'repeated-file' as rule, cast(null as bigint) as group_no, true as likely, false as first, true as dropped
from encounter as e
inner join release as r on r.snapshot = e.snapshot and r.repeats is not null
union all
select 'removal' as table_name, e.release, e.record, 'repeated-file' as rule, cast(null as bigint) as group_no, true as likely, false as first, true as dropped
from removal as e
inner join release as r on r.snapshot = e.snapshot and r.repeats is not null
union all
select 'stint' as table_name, e.release, e.record, 'repeated-file' as rule, cast(null as bigint) as group_no, true as likely, false as first, true as dropped
from stint as e
inner join release as r on r.snapshot = e.snapshot and r.repeats is not null
order by table_name, release, record
