-- Reads disparity_place.
-- Makes disparity_untested, scratch: one row per test, scope and group, with how many counties (departments) are not tested for want of ten of each group.
with whole as (
  select
    test, scope, compared,
    sum(trials) as trials, sum(against_trials) as against_trials, sum(hispanic) as hispanic, sum(raced) as raced
  from disparity_place
  where scope in ('county', 'department') and period = 'all'
  group by test, source, scope, state, county, department, compared
)
select test, scope, compared, count(*) as places
from whole
where (trials < 10 or against_trials < 10) and not (compared = 'hispanic' and hispanic = 0 and raced >= 1000)
group by test, scope, compared
order by test, scope, compared
