-- Reads detainer_event, detainer.
-- Makes citizen_lift: one row per record whose count of detainers lifted because the person is, or claims to be, a citizen of the United States may be given out: of the whole record, and of nothing less.
-- Such a reason tells of a person's citizenship: in detainer_count it stands among the detainers without a reason, under every key. Its count of a record is given where it is of ten persons or more,
-- where the detainers without a reason are ten times as many, so that no cell of theirs tells of it, and, of a local record, where the national one has no detainer of its years. Of several such reasons only the most frequent is named.
with told as (
  select e.source, e.release, coalesce(e.current, false) as current, e.fiscal_year, e.lift_reason, coalesce(e.us_citizen_lift, false) as citizen, d.person
  from detainer_event as e
  left join detainer as d on d.record = e.record
  where not coalesce(e.dropped, false)
),
national_years as (
  select fiscal_year from told where current group by fiscal_year
),
overlapping as (
  select t.source from told as t inner join national_years as n on n.fiscal_year = t.fiscal_year where t.source = t.release group by t.source
),
records as (
  select 'national' as record, release, lift_reason, citizen, person from told where current
  union all
  select t.source as record, t.release, t.lift_reason, t.citizen, t.person
  from told as t
  left join overlapping as o on o.source = t.source
  where t.source = t.release and o.source is null and not t.current
),
counted as (
  select record, release, lift_reason, citizen, count(*) as events, count(distinct person) + sum(case when person is null then 1 else 0 end) as persons
  from records
  group by record, release, lift_reason, citizen
),
summed as (
  select record, lift_reason, citizen, sum(events) as events, max(persons) as persons
  from counted
  group by record, lift_reason, citizen
),
totals as (
  select
    record,
    sum(case when citizen then events else 0 end) as citizens,
    sum(case when lift_reason is null and not citizen then events else 0 end) as blank
  from summed
  group by record
),
ranked as (
  select s.record, s.lift_reason, s.events, row_number() over (partition by s.record order by s.events desc, s.lift_reason) as place
  from summed as s
  inner join totals as t on t.record = s.record
  where s.citizen and s.persons >= 10 and t.blank >= 10 * t.citizens
)
select record as counted_of, lift_reason, cast(events as bigint) as events
from ranked
where place = 1
order by record
