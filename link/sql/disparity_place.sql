-- Reads disparity_count, disparity_department, stop_period.
-- Makes disparity_place, scratch: one row per test, source, scope (the whole record, a state of a published one, a county, a department), place within it and group, over all months (once more, period `surname`, with Hispanic told by surname), over each year of a whole record that has several, and over those before and after a change of agreement, with the counts of the group, of white people and of those without a recorded race. Places in which only one of these was stopped have nothing to compare and are one row, `alone`, with how many they are.
-- A place within a scope is what is compared within: departments of a police, counties of a department, departments within a county; places of a published table.
with police as (
  select source, count(distinct department) as departments from disparity_department where kind = 'persons' group by source
),
years as (
  select source from disparity_count where month is not null group by source having min(extract(year from month)) < max(extract(year from month))
),
periods as (
  select source, scope, county_fips, department, agreement_change, before_from, before_to, after_from, after_to from stop_period where doubt is null
),
scoped as (
  select
    c.test, c.source, c.kind, 'police' as scope, case when c.kind = 'persons' then coalesce(c.state, '') else '' end as in_state, '' as in_county, '' as in_department, case when c.coding = 'surname' then 'surname' else 'all' end as of_period, '' as of_change,
    case when c.kind = 'persons' and q.departments > 1 then c.department else coalesce(c.state, '') || coalesce(c.county_fips, c.department, '') || coalesce(c.district, '') end as stratum,
    c.race, c.cases, c.trials
  from disparity_count as c
  left join police as q on q.source = c.source
  union all
  select
    c.test, c.source, c.kind, 'police' as scope, coalesce(c.state, '') as in_state, '' as in_county, '' as in_department, cast(extract(year from c.month) as varchar) as of_period, '' as of_change,
    case when q.departments > 1 then c.department else coalesce(c.state, '') || coalesce(c.county_fips, c.department, '') || coalesce(c.district, '') end as stratum,
    c.race, c.cases, c.trials
  from disparity_count as c
  inner join years as y on y.source = c.source
  left join police as q on q.source = c.source
  where c.kind = 'persons' and c.coding = 'recorded' and c.month is not null
  union all
  select
    test, source, kind, 'state' as scope, state as in_state, '' as in_county, '' as in_department, 'all' as of_period, '' as of_change,
    coalesce(county_fips, department, '') as stratum, race, cases, trials
  from disparity_count
  where kind = 'published' and state is not null
  union all
  select
    test, source, kind, 'county' as scope, coalesce(state, '') as in_state, county_fips as in_county, '' as in_department, case when coding = 'surname' then 'surname' else 'all' end as of_period, '' as of_change,
    coalesce(department, '') as stratum, race, cases, trials
  from disparity_count
  where county_fips is not null
  union all
  select
    c.test, c.source, c.kind, 'department' as scope, coalesce(c.state, '') as in_state, '' as in_county, c.department as in_department, case when c.coding = 'surname' then 'surname' else 'all' end as of_period, '' as of_change,
    coalesce(c.county_fips, '') || coalesce(c.district, '') as stratum, c.race, c.cases, c.trials
  from disparity_count as c
  inner join disparity_department as d on d.test = c.test and d.source = c.source and d.department = c.department
  left join police as q on q.source = c.source
  where d.trials >= 20 and (c.kind = 'published' or q.departments > 1)
  union all
  select
    c.test, c.source, c.kind, p.scope, coalesce(c.state, '') as in_state, p.county_fips as in_county, '' as in_department,
    case when c.month <= p.before_to then 'before' else 'after' end as of_period, p.agreement_change as of_change,
    coalesce(c.department, '') as stratum, c.race, c.cases, c.trials
  from periods as p
  inner join disparity_count as c on c.source = p.source and c.county_fips = p.county_fips
  where p.scope = 'county' and c.coding = 'recorded' and (c.month between p.before_from and p.before_to or c.month between p.after_from and p.after_to)
  union all
  select
    c.test, c.source, c.kind, p.scope, coalesce(c.state, '') as in_state, '' as in_county, p.department as in_department,
    case when c.month <= p.before_to then 'before' else 'after' end as of_period, p.agreement_change as of_change,
    coalesce(c.county_fips, '') || coalesce(c.district, '') as stratum, c.race, c.cases, c.trials
  from periods as p
  inner join disparity_count as c on c.source = p.source and c.department = p.department
  where p.scope = 'department' and c.coding = 'recorded' and (c.month between p.before_from and p.before_to or c.month between p.after_from and p.after_to)
),
raced as (
  select
    test, source, kind, scope, in_state, in_county, in_department, of_period, of_change, stratum,
    sum(case when race = 'black' then cases else 0 end) as black_cases, sum(case when race = 'black' then trials else 0 end) as black,
    sum(case when race = 'hispanic' then cases else 0 end) as hispanic_cases, sum(case when race = 'hispanic' then trials else 0 end) as hispanic,
    sum(case when race = 'asian/pacific islander' then cases else 0 end) as asian_cases, sum(case when race = 'asian/pacific islander' then trials else 0 end) as asian,
    sum(case when race = 'white' then cases else 0 end) as white_cases, sum(case when race = 'white' then trials else 0 end) as white,
    sum(case when race = 'not known' then cases else 0 end) as missing_cases, sum(case when race = 'not known' then trials else 0 end) as missing
  from scoped
  group by test, source, kind, scope, in_state, in_county, in_department, of_period, of_change, stratum
),
folded as (
  select
    test, source, kind, scope, in_state, in_county, in_department, of_period, of_change,
    case when sign(black) + sign(hispanic) + sign(asian) + sign(white) + sign(missing) < 2 then '' else stratum end as within,
    case when sign(black) + sign(hispanic) + sign(asian) + sign(white) + sign(missing) < 2 then 1 else 0 end as alone,
    sum(black_cases) as black_cases, sum(black) as black, sum(hispanic_cases) as hispanic_cases, sum(hispanic) as hispanic,
    sum(asian_cases) as asian_cases, sum(asian) as asian, sum(white_cases) as white_cases, sum(white) as white,
    sum(missing_cases) as missing_cases, sum(missing) as missing, count(*) as places
  from raced
  group by
    test, source, kind, scope, in_state, in_county, in_department, of_period, of_change,
    case when sign(black) + sign(hispanic) + sign(asian) + sign(white) + sign(missing) < 2 then '' else stratum end,
    case when sign(black) + sign(hispanic) + sign(asian) + sign(white) + sign(missing) < 2 then 1 else 0 end
)
select
  r.test, r.source, r.kind, r.scope, r.in_state as state, r.in_county as county, r.in_department as department, r.of_period as period, r.of_change as agreement_change, g.compared, r.within, r.alone,
  case g.compared when 'black' then r.black_cases when 'hispanic' then r.hispanic_cases else r.asian_cases end as cases,
  case g.compared when 'black' then r.black when 'hispanic' then r.hispanic else r.asian end as trials,
  r.white_cases as against_cases,
  r.white as against_trials,
  r.missing_cases,
  r.missing as missing_trials,
  r.hispanic,
  r.black + r.hispanic + r.asian + r.white as raced,
  r.places
from folded as r
cross join (values ('black'), ('hispanic'), ('asian/pacific islander')) as g (compared)
where r.kind = 'persons' or g.compared <> 'asian/pacific islander'
