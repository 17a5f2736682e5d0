-- reads: disparity_estimate
-- makes: the estimates of one record ($1), as the build made them
-- one row per: test, scope, place, period, group and estimator
select * from disparity_estimate where source = $1 order by all
