-- Reads removal, duplicate, current_release.
-- Makes removal_event_count: one row per month, area, state of arrest, port, program and arresting agency of each record, with how many removals.
-- Of rows that repeat one removal (duplicate) one counts.
with dropped as (
  select record from duplicate where table_name = 'removal' and dropped group by record
),
dated as (
  select
    r.source,
    r.release,
    case when r.departed >= date '1980-01-01' then r.departed end as day,
    r.state,
    r.aor,
    r.program,
    r.arresting_agency,
    r.disposition
  from removal as r
  left join dropped on dropped.record = r.record
  where dropped.record is null
),
years as (
  select
    source, release, day, state, aor, program, arresting_agency, disposition,
    cast(date_trunc('month', day) as date) as of_month,
    extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year
  from dated
)
select
  k.source,
  k.release,
  c.release is not null as current,
  k.of_month as month,
  k.fiscal_year,
  k.state,
  k.aor,
  k.program,
  k.arresting_agency,
  k.disposition,
  min(k.day) as first_day,
  max(k.day) as last_day,
  count(*) as events
from years as k
left join current_release as c on c.table_name = 'removal' and c.release = k.release and c.fiscal_year = k.fiscal_year
group by k.source, k.release, c.release is not null, k.of_month, k.fiscal_year, k.state, k.aor, k.program, k.arresting_agency, k.disposition
order by k.source, k.release, current, k.of_month, k.state, k.aor, k.program, k.arresting_agency, k.disposition
