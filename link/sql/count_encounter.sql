-- Reads encounter, duplicate, current_release, landmark_class.
-- Makes encounter_count: one row per month, area, program, type of event, class of landmark and disposition of each record, with how many encounters.
-- Of rows that repeat one encounter (duplicate) one counts. The class of a landmark is that of the first pattern of landmark_class that it has.
with dropped as (
  select record from duplicate where table_name = 'encounter' and dropped group by record
),
landmarks as (
  select landmark from encounter where landmark is not null group by landmark
),
classed as (
  select
    l.landmark,
    c.class,
    row_number() over (partition by l.landmark order by c.place) as copy
  from landmarks as l
  inner join landmark_class as c on upper(l.landmark) like c.pattern
),
kept as (
  select
    e.source,
    e.release,
    case when e.event_at >= timestamp '1980-01-01 00:00:00' then cast(e.event_at as date) end as day,
    e.aor,
    e.program,
    e.event_type,
    case when e.landmark is null then null else coalesce(c.class, 'unknown') end as landmark_class,
    e.disposition
  from encounter as e
  left join dropped on dropped.record = e.record
  left join classed as c on c.landmark = e.landmark and c.copy = 1
  where dropped.record is null
),
dated as (
  select
    source, release, day, aor, program, event_type, landmark_class, disposition,
    cast(date_trunc('month', day) as date) as of_month,
    extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year
  from kept
)
select
  k.source,
  k.release,
  c.release is not null as current,
  k.of_month as month,
  k.fiscal_year,
  k.aor,
  k.program,
  k.event_type,
  k.landmark_class,
  k.disposition,
  min(k.day) as first_day,
  max(k.day) as last_day,
  count(*) as events
from dated as k
left join current_release as c on c.table_name = 'encounter' and c.release = k.release and c.fiscal_year = k.fiscal_year
group by
  k.source, k.release, c.release is not null, k.of_month, k.fiscal_year, k.aor, k.program, k.event_type, k.landmark_class, k.disposition
order by k.source, k.release, current, k.of_month, k.aor, k.program, k.event_type, k.landmark_class, k.disposition
