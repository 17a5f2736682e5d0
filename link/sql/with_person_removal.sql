-- Reads removal, duplicate.
-- Makes with_person (scratch): one row per removal that repeats no other, with its day, its state and what it says of the person. What the table does not say is null.
select
  t.record, t.source, t.release, t.departed as day, t.state, t.person, t.birth_year,
  t.criminality, t.threat_level, t.citizenship, t.gender, cast(null as varchar) as ethnicity, t.entry_status, t.msc_charge as conviction
from removal as t
left join (select record from duplicate where table_name = 'removal' and dropped group by record) as d on d.record = t.record
where d.record is null
