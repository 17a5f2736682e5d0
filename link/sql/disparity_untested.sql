-- Reads disparity_count, disparity_department, disparity_pair.
-- Makes disparity_untested, scratch: one row per test, scope and group, with how many counties (departments) are not tested for want of ten of each group.
with several as (
  select source from disparity_department group by source, kind having kind = 'published' or count(distinct department) > 1
),
held as (
  select d.test, 'department' as scope, d.kind, count(*) as places
  from disparity_department as d
  inner join several as s on s.source = d.source
  group by d.test, d.kind
  union all
  select test, 'county' as scope, kind, count(*) as places
  from (select test, kind, source, county_fips from disparity_count where county_fips is not null and coding = 'recorded' group by test, kind, source, county_fips) as c
  group by test, kind
),
asked as (
  select test, kind, scope, compared, count(*) as places
  from (select test, kind, scope, source, state, county, department, compared from disparity_pair where period = 'all' group by test, kind, scope, source, state, county, department, compared) as p
  group by test, kind, scope, compared
)
select h.test, h.scope, g.compared, cast(sum(h.places - coalesce(a.places, 0)) as bigint) as places
from held as h
cross join (values ('black'), ('hispanic'), ('asian/pacific islander')) as g (compared)
left join asked as a on a.test = h.test and a.kind = h.kind and a.scope = h.scope and a.compared = g.compared
where h.kind = 'persons' or g.compared <> 'asian/pacific islander'
group by h.test, h.scope, g.compared
order by h.test, h.scope, g.compared
