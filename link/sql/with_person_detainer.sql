-- Reads detainer_event, detainer.
-- Makes with_person (scratch): one row per detainer that repeats no other, with its day, its state and what it says of the person. What the table does not say is null.
select
  e.record, e.source, e.release, e.prepared as day, e.state, d.person, d.birth_year,
  d.criminality, d.threat_level, d.citizenship, d.gender, cast(null as varchar) as ethnicity, d.entry_status, d.msc_charge as conviction
from detainer_event as e
inner join detainer as d on d.record = e.record
where not coalesce(e.dropped, false)
