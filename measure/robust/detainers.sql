-- reads: disparity_detainer
-- makes: what the checks of the test of detainers count again
-- one row per: record, comparison and stratum within it
select
    source,
    compared,
    within,
    cases,
    trials,
    against_cases,
    against_trials,
    missing_cases,
    missing_trials
from disparity_detainer
where period = 'all'
order by source, compared, within
