-- Reads arrest, arrest_place, duplicate, current_release, method_class.
-- Makes arrest_count: one row per month, state, area, program, method, type and agency of each record, with how many arrests.
-- Of the rows of one arrest (duplicate) one counts. A state is the printed one, or the one that state_rule filled in.
-- A local record has no release of ICE: its release is its source.
with dropped as (
  select record from duplicate where table_name = 'arrest' and dropped group by record
),
kept as (
  select
    a.source,
    a.release,
    case when a.apprehended_at >= timestamp '1980-01-01 00:00:00' then cast(a.apprehended_at as date) end as day,
    coalesce(p.state, a.state) as state,
    case when a.state is not null then 'printed' else p.rule end as state_rule,
    a.aor,
    a.program,
    a.method,
    a.apprehension_type,
    a.arresting_agency
  from arrest as a
  left join dropped on dropped.record = a.record
  left join arrest_place as p on p.record = a.record
  where dropped.record is null
),
dated as (
  select
    source, release, day, state, state_rule, aor, program, method, apprehension_type, arresting_agency,
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
  k.state,
  k.state_rule,
  k.aor,
  k.program,
  k.method,
  m.class as method_class,
  k.apprehension_type,
  k.arresting_agency,
  min(k.day) as first_day,
  max(k.day) as last_day,
  count(*) as events
from dated as k
left join current_release as c on c.table_name = 'arrest' and c.release = k.release and c.fiscal_year = k.fiscal_year
left join method_class as m on m.method = k.method
group by
  k.source, k.release, c.release is not null, k.of_month, k.fiscal_year, k.state, k.state_rule, k.aor, k.program, k.method, m.class,
  k.apprehension_type, k.arresting_agency
order by k.source, k.release, current, k.of_month, k.state, k.state_rule, k.aor, k.program, k.method, k.apprehension_type, k.arresting_agency
