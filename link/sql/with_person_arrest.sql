-- Reads arrest, arrest_place, duplicate.
-- Makes with_person (scratch): one row per arrest that repeats no other, with its day, its state and what it says of the person. What the table does not say is null.
select
  t.record, t.source, t.release, cast(t.apprehended_at as date) as day, coalesce(p.state, t.state) as state, t.person, t.birth_year,
  t.criminality, t.threat_level, t.citizenship, t.gender,
  cast(null as varchar) as ethnicity, cast(null as varchar) as entry_status, cast(null as varchar) as conviction
from arrest as t
left join arrest_place as p on p.record = t.record
left join (select record from duplicate where table_name = 'arrest' and dropped group by record) as d on d.record = t.record
where d.record is null
