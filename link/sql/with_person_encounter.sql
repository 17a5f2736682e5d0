-- Reads encounter, duplicate.
-- Makes with_person (scratch): one row per encounter that repeats no other, with its day and what it says of the person. What the table does not say is null.
select
  t.record, t.source, t.release, cast(t.event_at as date) as day, cast(null as varchar) as state, t.person, t.birth_year,
  t.criminality, t.threat_level, t.citizenship, t.gender,
  cast(null as varchar) as ethnicity, cast(null as varchar) as entry_status, cast(null as varchar) as conviction
from encounter as t
left join (select record from duplicate where table_name = 'encounter' and dropped group by record) as d on d.record = t.record
where d.record is null
