-- Reads with_person (the events of one table), attribute_now (one row per attribute that this table has), current_release.
-- Makes attribute_count, the part of one table: one row per attribute of persons, category and fiscal year; the same by month, by state and by both. Empty month and state: all of them.
-- Only the rows of a record that stand for their fiscal year, and those of local records: two sets of tables of the same persons could be set side by side.
-- Persons: rows that are the first of their person in the fiscal year, or without an id. A cell has that many persons or more. Age is the year of the event less the year of birth.
with this as (
  select table_name, release_of from attribute_now group by table_name, release_of
),
standing as (
  select c.release, c.fiscal_year from current_release as c inner join this as n on n.release_of = c.table_name
),
years as (
  select
    record, source, release, person, state, birth_year, criminality, threat_level, citizenship, gender, ethnicity, entry_status, conviction,
    cast(date_trunc('month', day) as date) as of_month,
    extract(year from day) as year,
    extract(year from day) + case when extract(month from day) >= 10 then 1 else 0 end as fiscal_year
  from with_person
  where day >= date '1980-01-01'
),
chosen as (
  select
    y.record, y.source, y.release, y.person, y.state, y.of_month, y.year - y.birth_year as age, y.fiscal_year,
    y.criminality, y.threat_level, y.citizenship, y.gender, y.ethnicity, y.entry_status, y.conviction
  from years as y
  left join standing as c on c.release = y.release and c.fiscal_year = y.fiscal_year
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
        when y.age < 0 or y.age > 110 then null
        when y.age < 18 then 'under 18'
        when y.age < 25 then '18 to 24'
        when y.age < 35 then '25 to 34'
        when y.age < 45 then '35 to 44'
        when y.age < 55 then '45 to 54'
        when y.age < 65 then '55 to 64'
        when y.age >= 65 then '65 and over'
      end
      when 'ethnicity' then y.ethnicity
      when 'entry_status' then y.entry_status
      when 'conviction' then y.conviction
    end, '') as category
  from chosen as y
  left join firsts as f on f.record = y.record
  cross join attribute_now as a
),
counted as (
  select source, release, attribute, category, fiscal_year, month, state, count(*) as events, sum(first) as persons
  from categories
  group by source, release, attribute, category, fiscal_year, month, state
),
summed as (
  select source, release, attribute, category, fiscal_year, month, state, cast(sum(events) as bigint) as "rows", cast(sum(persons) as bigint) as persons
  from counted
  group by grouping sets (
    (source, release, attribute, category, fiscal_year),
    (source, release, attribute, category, fiscal_year, month),
    (source, release, attribute, category, fiscal_year, state),
    (source, release, attribute, category, fiscal_year, month, state)
  )
)
select n.table_name, s.source, s.release, s.attribute, s.category, s.fiscal_year, s.month, s.state, s."rows", s.persons
from summed as s
cross join this as n
order by s.source, s.release, s.attribute, s.fiscal_year, s.category, s.month, s.state
