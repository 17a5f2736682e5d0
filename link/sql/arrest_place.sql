-- Reads arrest, duplicate, place_word (states that landmarks and duty sites name).
-- Makes arrest_place: one row per arrest whose state is printed or can be filled in, with the rule that filled it, tried in this order (Deportation Data Project, August 2026, and its older duty-site rule):
-- printed; landmark (it names the state); landmark-known (at least 20 arrests there say their state and 99 of 100 say the same); site (the duty site names it); area-known (the same of the area); episode (another arrest of the same episode says it, and no other).
with landmarks as (
  select landmark, state, count(*) as n, sum(count(*)) over (partition by landmark) as whole
  from arrest
  where landmark is not null and state is not null
  group by landmark, state
),
known as (
  select landmark, state from landmarks where whole >= 20 and n * 100 >= whole * 99
),
areas as (
  select release, aor, state, count(*) as n, sum(count(*)) over (partition by release, aor) as whole
  from arrest
  where aor is not null and state is not null
  group by release, aor, state
),
known_areas as (
  select release, aor, state from areas where whole >= 20 and n * 100 >= whole * 99
),
filled as (
  select
    a.record,
    a.release,
    a.person,
    coalesce(a.state, l.state, k.state, s.state, r.state) as state,
    case
      when a.state is not null then 'printed' when l.state is not null then 'landmark' when k.state is not null then 'landmark-known'
      when s.state is not null then 'site' when r.state is not null then 'area-known'
    end as rule
  from arrest as a
  left join place_word as l on l.kind = 'landmark' and l.word = a.landmark
  left join known as k on k.landmark = a.landmark
  left join place_word as s on s.kind = 'site' and s.word = a.duty_site
  left join known_areas as r on r.release = a.release and r.aor = a.aor
),
episodes as (
  select d.record, f.release, f.person, d.group_no, f.state
  from duplicate as d
  inner join filled as f on f.record = d.record
  where d.table_name = 'arrest' and d.rule = 'ddp-episode'
),
agreed as (
  select release, person, group_no, min(state) as state
  from episodes
  group by release, person, group_no
  having count(distinct state) = 1
)
select
  f.record,
  coalesce(f.state, g.state) as state,
  coalesce(f.rule, 'episode') as rule
from filled as f
left join episodes as e on e.record = f.record
left join agreed as g on g.release = e.release and g.person = e.person and g.group_no = e.group_no
where coalesce(f.state, g.state) is not null
order by f.record
