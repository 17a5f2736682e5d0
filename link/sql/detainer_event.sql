-- Reads detainer, duplicate, event_link, place_of_facility, jail_agency, agreement, list, current_release, release.
-- Makes detainer_event: one row per detainer, with the jail's place, the agency that runs it and the model in force there on the day, and what became of the detainer in three values.
-- honoured: lifted as booked into detention, or a stay of the person is linked (matching, -1 to 60 days). declined: lifted as declined by the agency. Else unknown: ICE writes few refusals down.
-- The model is NULL where the jail's agency is not known (no county's jail, or its county not told) and before the first list where no agreement was in force by its signing date; model_certain is false where the lists leave a doubt.
with dropped as (
  select record from duplicate where table_name = 'detainer' and dropped group by record
),
stays as (
  select from_record as record, lag_minutes from event_link where mode = 'detangle' and from_table = 'detainer' and to_table = 'stay' and chosen
),
lists as (
  select min(list_date) as first_list, max(list_date) as last_list from list where kind = 'participating' and complete
),
spans as (
  select
    j.facility, a.model, a.valid_from, a.absent_from, a.status, a.last_seen,
    coalesce(a.absent_from, date '9999-12-31') as valid_to,
    case when a.valid_from_basis = 'listed' then coalesce(a.listed_after, a.valid_from) else a.valid_from end as earliest
  from jail_agency as j
  inner join agreement as a on a.agency = j.agency
),
jails as (
  select distinct d.record, d.prepared, p.facility
  from detainer as d
  inner join place_of_facility as p
    on p.facility = coalesce(d.facility_code, d.facility_name || '|' || coalesce(d.facility_state, ''))
),
models as (
  select
    j.record,
    max(case when s.model = 'JEM' and j.prepared >= s.valid_from and j.prepared < s.valid_to then 1 else 0 end) as jem,
    max(case when s.model = 'WSO' and j.prepared >= s.valid_from and j.prepared < s.valid_to then 1 else 0 end) as wso,
    max(case when s.model = 'TFM' and j.prepared >= s.valid_from and j.prepared < s.valid_to then 1 else 0 end) as tfm,
    max(case
      when j.prepared > s.last_seen and j.prepared < s.valid_to and (s.status <> 'active' or s.absent_from is not null) then 1
      when j.prepared >= s.earliest and j.prepared < s.valid_from then 1
      else 0
    end) as doubt
  from jails as j
  inner join spans as s on s.facility = j.facility
  group by j.record
),
joined as (
  select
    d.record, d.source, d.release, d.snapshot, d.prepared, d.facility_code, d.facility_name, d.request_class, d.lift_reason, d.program,
    d.biometric_match, d.statements_made, d.nta_served, d.deportation_ordered,
    extract(year from d.prepared) + case when extract(month from d.prepared) >= 10 then 1 else 0 end as fiscal_year,
    coalesce(p.state, d.facility_state) as state,
    p.county_fips, p.agency, p.role, d.facility_aor as aor,
    case when dropped.record is not null then true else false end as dropped,
    s.lag_minutes,
    m.jem, m.wso, m.tfm, m.doubt,
    lists.first_list, lists.last_list
  from detainer as d
  left join place_of_facility as p on p.facility = coalesce(d.facility_code, d.facility_name || '|' || coalesce(d.facility_state, ''))
  left join dropped on dropped.record = d.record
  left join stays as s on s.record = d.record
  left join models as m on m.record = d.record
  cross join lists
)
select
  j.record,
  j.source,
  j.release,
  case when c.release is not null and r.repeats is null then true else false end as current,
  cast(date_trunc('month', j.prepared) as date) as month,
  j.fiscal_year,
  j.prepared,
  j.state,
  j.county_fips,
  j.facility_code,
  j.facility_name,
  j.aor,
  j.agency,
  case
    when j.prepared is null or (j.agency is null and (j.county_fips is null or j.role <> 'local_jail')) then null
    when coalesce(j.jem, 0) + coalesce(j.wso, 0) + coalesce(j.tfm, 0) = 0 and (j.first_list is null or j.prepared < j.first_list) then null
    when coalesce(j.jem, 0) + coalesce(j.wso, 0) + coalesce(j.tfm, 0) = 0 then 'none'
    else substr(case when j.jem = 1 then '+JEM' else '' end || case when j.wso = 1 then '+WSO' else '' end || case when j.tfm = 1 then '+TFM' else '' end, 2)
  end as model,
  case when coalesce(j.doubt, 0) = 0 and j.prepared <= j.last_list and j.prepared >= j.first_list then true else false end as model_certain,
  j.request_class,
  j.lift_reason,
  case when lower(j.program) like '%287%g%' then true else false end as program_287g,
  case
    when j.lift_reason = 'Booked into Detention' or j.lag_minutes is not null then 'honoured'
    when j.lift_reason = 'Detainer Declined by LEA' then 'declined'
    else 'unknown'
  end as outcome,
  case
    when j.lift_reason = 'Booked into Detention' and j.lag_minutes is not null then 'lift reason and linked stay'
    when j.lift_reason = 'Booked into Detention' then 'lift reason'
    when j.lag_minutes is not null and j.lift_reason = 'Detainer Declined by LEA' then 'linked stay, though declined'
    when j.lag_minutes is not null then 'linked stay'
    when j.lift_reason = 'Detainer Declined by LEA' then 'declined'
    when j.lift_reason = 'No longer in State, Local, or Federal Custody' then 'no longer in custody'
    when j.lift_reason is null then 'no lift reason'
    else 'other lift reason'
  end as outcome_rule,
  cast(floor(cast(j.lag_minutes as double) / 1440) as bigint) as linked_lag_days,
  case when j.dropped or r.repeats is not null then true else false end as dropped,
  j.biometric_match,
  j.statements_made,
  j.nta_served,
  j.deportation_ordered,
  case when j.lift_reason like 'USC or Presumptive%' or j.lift_reason like 'United States Citizen%' then true else false end as us_citizen_lift
from joined as j
left join release as r on r.snapshot = j.snapshot
left join current_release as c on c.table_name = 'detainer' and c.release = j.release and c.fiscal_year = j.fiscal_year
order by j.release, j.record
