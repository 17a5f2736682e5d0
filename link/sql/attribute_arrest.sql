-- Reads arrest, arrest_place, duplicate, current_release.
-- Makes attribute_count, the part of arrest: one row per attribute of persons, category and fiscal year; the same by month, by state and by both. Empty month and state: all of them.
-- Only the rows of a record that stand for their fiscal year, and those of local records: two sets of tables of the same persons could be set side by side.
-- Persons: rows that are the first of their person in the fiscal year, or without an id. A cell has that many persons or more. Age is the year of the event less the year of birth.
with base as (
  select
    t.record, t.source, t.release, cast(t.apprehended_at as date) as day, coalesce(p.state, t.state) as state, t.person, t.birth_year, t.criminality, t.threat_level, t.citizenship, t.gender
  from arrest as t
  left join arrest_place as p on p.record = t.record
  left join (select record from duplicate where table_name = 'arrest' and dropped group by record) as d on d.record = t.record
  where d.record is null
),
years as (
  select
    record, source, release, person, state, birth_year, citizenship, criminality, gender, threat_level,
    cast(date_trunc('month', day) as date) as of_month,
    extract(year from day) as year,
    extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year
  from base
  where day >= date '1980-01-01'
),
chosen as (
  select
    y.record, y.source, y.release, y.person, y.state, y.of_month, y.year, y.fiscal_year, y.birth_year, y.citizenship, y.criminality, y.gender, y.threat_level
  from years as y
  left join current_release as c on c.table_name = 'arrest' and c.release = y.release and c.fiscal_year = y.fiscal_year
  where c.release is not null or y.release = y.source
),
firsts as (
  select min(record) as record from chosen where person is not null group by release, fiscal_year, person
),
categories as (
  select
    y.source, y.release, case when y.person is null or f.record is not null then 1 else 0 end as first, a.attribute, y.fiscal_year, y.of_month as month, coalesce(y.state, '') as state,
    coalesce(case a.attribute
      when 'criminality' then y.criminality
      when 'threat_level' then y.threat_level
      when 'citizenship' then y.citizenship
      when 'gender' then y.gender
      when 'age' then case
        when y.year - y.birth_year < 0 or y.year - y.birth_year > 110 then null
        when y.year - y.birth_year < 18 then 'under 18'
        when y.year - y.birth_year < 25 then '18 to 24'
        when y.year - y.birth_year < 35 then '25 to 34'
        when y.year - y.birth_year < 45 then '35 to 44'
        when y.year - y.birth_year < 55 then '45 to 54'
        when y.year - y.birth_year < 65 then '55 to 64'
        when y.year - y.birth_year >= 65 then '65 and over'
      end
    end, '') as category
  from chosen as y
  left join firsts as f on f.record = y.record
  cross join (values ('criminality'), ('threat_level'), ('citizenship'), ('gender'), ('age')) as a (attribute)
),
counted as (
  select source, release, attribute, category, fiscal_year, month, state, count(*) as events, sum(first) as persons
  from categories
  group by source, release, attribute, category, fiscal_year, month, state
)
select
  'arrest' as table_name,
  source,
  release,
  attribute,
  category,
  fiscal_year,
  month,
  state,
  cast(sum(events) as bigint) as "rows",
  cast(sum(persons) as bigint) as persons
from counted
group by grouping sets (
  (source, release, attribute, category, fiscal_year),
  (source, release, attribute, category, fiscal_year, month),
  (source, release, attribute, category, fiscal_year, state),
  (source, release, attribute, category, fiscal_year, month, state)
)
order by source, release, attribute, fiscal_year, category, month, state
