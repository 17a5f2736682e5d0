-- Reads disparity_place.
-- Makes disparity_pair, scratch: one row per comparison that is tested and place within it; places that have nothing to compare are one row, `alone`, with how many they are.
-- Counties and departments without ten of each group are not tested (disparity_untested), but for those of which it must be said that they do not record a group.
with whole as (
  select
    test, source, scope, state, county, department, period, agreement_change, compared,
    sum(trials) as trials, sum(against_trials) as against_trials, sum(hispanic) as hispanic, sum(raced) as raced
  from disparity_place
  group by test, source, scope, state, county, department, period, agreement_change, compared
),
asked as (
  select test, source, scope, state, county, department, period, agreement_change, compared, hispanic, raced
  from whole
  where scope in ('police', 'state')
    or period in ('before', 'after')
    or (trials >= 10 and against_trials >= 10)
    or (compared = 'hispanic' and hispanic = 0 and raced >= 1000)
),
placed as (
  select
    p.test, p.source, p.kind, p.scope, p.state, p.county, p.department, p.period, p.agreement_change, p.compared,
    case
      when p.alone = 0 and ((p.trials > 0 and p.against_trials > 0) or (p.missing_trials > 0 and p.trials + p.against_trials > 0)) then p.within
      else ''
    end as of_place,
    case
      when p.alone = 0 and ((p.trials > 0 and p.against_trials > 0) or (p.missing_trials > 0 and p.trials + p.against_trials > 0)) then 0
      else 1
    end as by_itself,
    p.places, p.cases, p.trials, p.against_cases, p.against_trials, p.missing_cases, p.missing_trials,
    a.hispanic, a.raced
  from disparity_place as p
  inner join asked as a
    on a.test = p.test and a.source = p.source and a.scope = p.scope and a.state = p.state and a.county = p.county and a.department = p.department and a.period = p.period and a.agreement_change = p.agreement_change and a.compared = p.compared
)
select
  test, source, kind, scope, state, county, department, period, agreement_change, compared, of_place as within, by_itself as alone,
  cast(sum(cases) as bigint) as cases,
  cast(sum(trials) as bigint) as trials,
  cast(sum(against_cases) as bigint) as against_cases,
  cast(sum(against_trials) as bigint) as against_trials,
  cast(sum(missing_cases) as bigint) as missing_cases,
  cast(sum(missing_trials) as bigint) as missing_trials,
  cast(max(hispanic) as bigint) as hispanic,
  cast(max(raced) as bigint) as raced,
  cast(sum(places) as bigint) as places
from placed
group by test, source, kind, scope, state, county, department, period, agreement_change, compared, of_place, by_itself
order by test, source, scope, state, county, department, period, agreement_change, compared, by_itself, of_place
