-- Reads at_encounter, at_detainer, at_arrest, at_removal, stay, duplicate.
-- Makes moment (scratch): one row per event that may be linked: of a kind, a person of a release and a minute. Events that repeat another are left out. A stay is there twice, by its beginning and by its end.
with dropped as (
  select table_name, record from duplicate where dropped and table_name in ('encounter', 'detainer', 'arrest', 'removal') group by table_name, record
)
select 'encounter' as kind, a.release, a.person, a.record, a.minute
from at_encounter as a left join dropped as d on d.record = a.record where d.record is null
union all
select 'detainer' as kind, a.release, a.person, a.record, a.minute
from at_detainer as a left join dropped as d on d.record = a.record where d.record is null
union all
select 'arrest' as kind, a.release, a.person, a.record, a.minute
from at_arrest as a left join dropped as d on d.record = a.record where d.record is null
union all
select 'removal' as kind, a.release, a.person, a.record, a.minute
from at_removal as a left join dropped as d on d.record = a.record where d.record is null
union all
select 'stay' as kind, release, person, stay as record, minute_in as minute from stay
union all
select 'stay_end' as kind, release, person, stay as record, minute_out as minute from stay where minute_out is not null
