-- Reads booking, detainer, detainer_event, stop_period.
-- Makes disparity_detainer: one row per comparison of the test of detainers and stratum within it: how many of a group's trials were cases, how many of those compared with, and how many whose group is not known; over all months, and of bookings over those before and after a change of agreement in the jail's county.
-- Bookings: trials are bookings in a jail, cases those with a hold for immigration, strata classes of the gravest charge. Foreign-born people alone are the nearest to those who can be held: citizenship is not recorded.
-- Lifts: trials are detainers of which the end is recorded, in the release that stands for the year, cases those lifted because the person was not removable, a citizen, or the case closed; strata states. Citizenships with at least 1,000 such detainers are compared, each with all others; a record without such is one row of which no group is known.
with jailed as (
  select
    source, booking, min(county_fips) as county_fips,
    cast(date_trunc('month', min(booked_at)) as date) as month,
    coalesce(min(charge_class), '') as class,
    min(race) as race,
    max(case when born_abroad then 1 when not born_abroad then 0 end) as abroad,
    max(case when immigration_hold then 1 else 0 end) as held
  from booking
  group by source, booking
),
periods as (
  select source, county_fips, agreement_change, before_from, before_to, after_from, after_to
  from stop_period
  where doubt is null and scope = 'county' and before_from is not null and after_from is not null
),
booked as (
  select source, 'all' as of_period, '' as of_change, '' as in_county, class, race, abroad, held from jailed
  union all
  select
    b.source, case when b.month <= p.before_to then 'before' else 'after' end as of_period, p.agreement_change as of_change, p.county_fips as in_county,
    b.class, b.race, b.abroad, b.held
  from jailed as b
  inner join periods as p on p.source = b.source and p.county_fips = b.county_fips
  where b.month between p.before_from and p.before_to or b.month between p.after_from and p.after_to
),
asked as (
  select * from (values
    ('hispanic', 'white', 'race'), ('black', 'white', 'race'), ('asian/pacific islander', 'white', 'race'),
    ('hispanic against all others', 'others', 'others'),
    ('hispanic born abroad', 'others born abroad', 'abroad'),
    ('born abroad', 'born in the United States', 'birth')
  ) as a (compared, against, divided)
),
sides as (
  select
    b.source, b.of_period, b.of_change, b.in_county, a.compared, a.against, b.class as within, b.held as was_case,
    case
      when a.divided = 'birth' and b.abroad is null then 'missing'
      when a.divided = 'birth' and b.abroad = 1 then 'group'
      when a.divided = 'birth' then 'against'
      when a.divided = 'abroad' and (b.abroad is null or b.abroad = 0) then 'neither'
      when b.race = 'not known' then 'missing'
      when b.race = 'hispanic' and (a.divided in ('others', 'abroad') or a.compared = 'hispanic') then 'group'
      when a.divided in ('others', 'abroad') then 'against'
      when b.race = a.compared then 'group'
      when b.race = a.against then 'against'
      else 'neither'
    end as side
  from booked as b
  cross join asked as a
),
ended as (
  select
    e.release as source,
    coalesce(e.state, '') as within,
    lower(d.citizenship) as citizenship,
    case
      when e.us_citizen_lift then 1
      when e.lift_reason in ('Not Amenable to Removal', 'Noncitizen Not Amenable to Removal', 'Alien Not Subject to Deportation', 'Case Closed') then 1
      else 0
    end as was_case
  from detainer_event as e
  inner join detainer as d on d.record = e.record
  where not e.dropped
    and (e."current" or e.release = e.source)
    and (e.lift_reason is not null or e.outcome = 'honoured')
),
widest as (
  select source, citizenship from ended where citizenship is not null group by source, citizenship having count(*) >= 1000
),
lifted as (
  select
    e.source, 'citizens of ' || w.citizenship as compared, 'citizens of other countries' as against, e.within, e.was_case,
    case when e.citizenship is null then 'missing' when e.citizenship = w.citizenship then 'group' else 'against' end as side
  from ended as e
  inner join widest as w on w.source = e.source
  union all
  select e.source, 'citizens of each country' as compared, 'citizens of other countries' as against, '' as within, e.was_case, 'missing' as side
  from ended as e
  left join widest as w on w.source = e.source
  where w.source is null
),
both_kinds as (
  select 'booking' as kind, source, of_period, of_change, in_county, compared, against, within, was_case, side from sides
  union all
  select 'lift' as kind, source, 'all' as of_period, '' as of_change, '' as in_county, compared, against, within, was_case, side from lifted
)
select
  kind, source, of_period as period, of_change as agreement_change, in_county as county_fips, compared, against, within,
  cast(sum(case when side = 'group' then was_case else 0 end) as bigint) as cases,
  cast(sum(case when side = 'group' then 1 else 0 end) as bigint) as trials,
  cast(sum(case when side = 'against' then was_case else 0 end) as bigint) as against_cases,
  cast(sum(case when side = 'against' then 1 else 0 end) as bigint) as against_trials,
  cast(sum(case when side = 'missing' then was_case else 0 end) as bigint) as missing_cases,
  cast(sum(case when side = 'missing' then 1 else 0 end) as bigint) as missing_trials
from both_kinds
where side <> 'neither'
group by kind, source, of_period, of_change, in_county, compared, against, within
order by kind, source, county_fips, agreement_change, compared, period, against, within
