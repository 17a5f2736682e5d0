-- Reads release, encounter, arrest, detainer, stint, removal.
-- Makes current_release: one row per table and fiscal year: the release that stands for it. Among those that have rows of the year in a file that repeats no other:
-- one that covers the year from its first day before one that begins in it; one whose ids of persons hold before one without; one of which this table was neither withdrawn nor warned of; then the newest.
with events as (
  select 'encounter' as table_name, snapshot, cast(event_at as date) as day from encounter
  union all
  select 'arrest' as table_name, snapshot, cast(apprehended_at as date) as day from arrest
  union all
  select 'detainer' as table_name, snapshot, prepared as day from detainer
  union all
  select 'stint' as table_name, snapshot, cast(stay_book_in as date) as day from stint
  union all
  select 'removal' as table_name, snapshot, departed as day from removal
),
held as (
  select
    e.table_name, r.release, r.covers_from, r.made, r.id_scope, r.status,
    extract(year from e.day) + case when extract(month from e.day) >= 10 then 1 else 0 end as fiscal_year,
    count(*) as events
  from events as e
  inner join release as r on r.snapshot = e.snapshot and r.made is not null and r.repeats is null
  where e.day >= date '1990-01-01'
  group by e.table_name, r.release, r.covers_from, r.made, r.id_scope, r.status,
    extract(year from e.day) + case when extract(month from e.day) >= 10 then 1 else 0 end
),
judged as (
  select
    table_name, release, fiscal_year, events, made,
    case when covers_from <= cast(cast(fiscal_year - 1 as varchar) || '-10-01' as date) then 1 else 0 end as whole,
    case when id_scope = 'release' then 1 else 0 end as named,
    case when status in ('withdrawn', 'warned') then 0 else 1 end as unwarned
  from held
),
ordered as (
  select
    table_name, release, fiscal_year, events, whole, named, unwarned,
    row_number() over (partition by table_name, fiscal_year order by whole desc, named desc, unwarned desc, made desc, release) as place,
    count(*) over (partition by table_name, fiscal_year) as releases
  from judged
)
select
  table_name,
  fiscal_year,
  release,
  events,
  case when releases = 1 then 'only' else 'newest' end as rule,
  case
    when releases = 1 then 'the one release that has the year'
    else 'the newest of ' || cast(releases as varchar) || ' releases that have the year'
  end
  || case when whole = 0 then '; it begins within the year' else '' end
  || case when named = 0 then '; it has no ids to link by' else '' end
  || case when unwarned = 0 then '; this table of it was withdrawn or warned of' else '' end as reason
from ordered
where place = 1
order by table_name, fiscal_year
