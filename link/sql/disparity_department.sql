-- Reads disparity_count.
-- Makes disparity_department, scratch: one row per test, source and department (district of a published table), with how much there is to compare. With under twenty there are not ten of two groups.
select test, source, kind, department, sum(trials) as trials
from disparity_count
where department is not null and coding = 'recorded'
group by test, source, kind, department
