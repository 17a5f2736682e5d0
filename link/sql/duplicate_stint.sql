-- Reads at_stint, stint.
-- Makes duplicate, the part of stints: one row per stint of several, in the two stages of the Deportation Data Project.
-- ddp-bond: rows that are the same but for their bonds; the first stays. ddp-sameday: of what is left, the same person, facility, day of book-in and stay; the last stays.
-- Order within a group is that of the project's sort: book-in, facility, release reason, end of the stay, its reason, and so on; then the record.
with alike as (
  select release, person, same, count(*) as size
  from at_stint
  group by release, person, same
  having count(*) > 1
),
bond as (
  select
    a.release, a.record,
    row_number() over (partition by a.release, a.person, a.same order by a.minute_in, a.record) as place
  from at_stint as a
  inner join alike on alike.release = a.release and alike.person = a.person and alike.same = a.same
),
left_over as (
  select a.release, a.person, a.record, a.facility_code, a.day_in, a.stay_minute, a.minute_in
  from at_stint as a
  left join bond on bond.record = a.record and bond.place > 1
  where bond.record is null
),
days as (
  select release, person, coalesce(facility_code, '') as facility, day_in, stay_minute
  from left_over
  group by release, person, coalesce(facility_code, ''), day_in, stay_minute
  having count(*) > 1
),
several as (
  select l.release, l.person, l.record, d.facility, l.day_in, l.stay_minute, l.minute_in
  from left_over as l
  inner join days as d
    on d.release = l.release and d.person = l.person and d.facility = coalesce(l.facility_code, '') and d.day_in = l.day_in and d.stay_minute = l.stay_minute
),
sameday as (
  select
    v.release, v.record,
    row_number() over (
      partition by v.release, v.person, v.facility, v.day_in, v.stay_minute
      order by
        v.minute_in desc, s.release_reason desc, s.stay_book_out desc, s.stay_release_reason desc, s.religion desc, s.gender desc, s.marital desc, s.birth_year desc, s.ethnicity desc,
        s.entry_status desc, s.felon desc, s.bond_posted_date desc, s.bond_posted_amount desc, s.case_status desc, s.case_category desc, s.final_order desc, s.final_order_date desc,
        s.threat_level desc, s.criminality desc, s.final_charge desc, s.departed desc, s.departure_country desc, s.citizenship desc, s.program desc, s.msc_code desc, s.msc_charge desc, v.record desc
    ) as place
  from several as v
  inner join stint as s on s.record = v.record
)
select 'stint' as table_name, release, record, 'ddp-bond' as rule, cast(null as bigint) as group_no, true as likely, place = 1 as first, place > 1 as dropped
from bond
union all
select 'stint' as table_name, release, record, 'ddp-sameday' as rule, cast(null as bigint) as group_no, true as likely, place = 1 as first, place > 1 as dropped
from sameday
order by release, record, rule
