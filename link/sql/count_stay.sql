-- Reads stay, stint, current_release.
-- Makes stay_count: one row per month of book-in, first facility, area, program and release reason of each record, with how many stays.
-- A stay is counted in the month that it began in. Whether it was open is as of the end of its release. The source is that of the stints of its release.
with sources as (
  select release, min(source) as source from stint group by release
),
began as (
  select
    s.release,
    i.source,
    cast(s.book_in as date) as day,
    s.state_first,
    s.county_first,
    s.facility_first,
    s.aor_first,
    s.program,
    s.release_reason,
    s.open
  from stay as s
  left join sources as i on i.release = s.release
  where s.book_in >= timestamp '1980-01-01 00:00:00'
),
dated as (
  select
    release, source, day, state_first, county_first, facility_first, aor_first, program, release_reason, open,
    cast(date_trunc('month', day) as date) as of_month,
    extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year
  from began
)
select
  k.source,
  k.release,
  c.release is not null as current,
  k.of_month as month,
  k.fiscal_year,
  k.state_first as state,
  k.county_first as county_fips,
  k.facility_first as facility,
  k.aor_first as aor,
  k.program,
  k.release_reason,
  case when k.open then 'open' else 'ended' end as status,
  min(k.day) as first_day,
  max(k.day) as last_day,
  count(*) as events
from dated as k
left join current_release as c on c.table_name = 'stint' and c.release = k.release and c.fiscal_year = k.fiscal_year
group by
  k.source, k.release, c.release is not null, k.of_month, k.fiscal_year, k.state_first, k.county_first, k.facility_first, k.aor_first, k.program,
  k.release_reason, case when k.open then 'open' else 'ended' end
order by k.source, k.release, current, k.of_month, state, county_fips, facility, aor, k.program, k.release_reason, status
