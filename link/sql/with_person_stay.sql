-- Reads stay, stint.
-- Makes with_person (scratch): one row per stay, with its first day, its first state and what its first stint says of the person.
select
  s.first_record as record, i.source, s.release, cast(s.book_in as date) as day, s.state_first as state, s.person, i.birth_year,
  s.criminality, i.threat_level, i.citizenship, i.gender, i.ethnicity, i.entry_status, i.msc_charge as conviction
from stay as s
inner join stint as i on i.record = s.first_record
