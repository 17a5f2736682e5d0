-- reads: disparity_family, disparity_estimate
-- makes: the families in which the estimates of one record ($1) stand; each holds the places of all records of the lake
-- one row per: test, estimator, group, scope and period
select f.*
from disparity_family as f
inner join (
  select test, estimator, compared, scope, period from disparity_estimate where source = $1 group by test, estimator, compared, scope, period
) as e on e.test = f.test and e.estimator = f.estimator and e.compared = f.compared and e.scope = f.scope and e.period = f.period
order by all
