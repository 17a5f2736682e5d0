-- Reads raw (one row per detainer of a published list), states.
-- Makes detainer: one row per row. The list has a day, a reason of lifting and the facility; nothing of persons.
with state_of as (
  select state, upper(state_name) as word from states
  union all
  select state, state from states
)
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  raw.row_original,
  'pa-detainers' as source,
  raw.release,
  record_no(raw.snapshot, raw.sheet_number, raw.row_original) as record,
  cast(null as uuid) as person,
  on_day(raw.prepared, raw.prepared_serial) as prepared,
  cast(null as date) as lifted,
  unredacted(raw.lift_reason) as lift_reason,
  cast(null as varchar) as lift_code,
  unredacted(raw.detainer_type) as detainer_type,
  case
    when starts_with(raw.detainer_type, 'I247G') or starts_with(raw.detainer_type, 'I247N') then 'notification'
    when starts_with(raw.detainer_type, 'I247X') then 'other'
    when starts_with(raw.detainer_type, 'I247') then 'detainer'
    else 'unknown'
  end as request_class,
  cast(null as varchar) as facility_code,
  unredacted(raw.facility_name) as facility_name,
  unredacted(raw.facility_city) as facility_city,
  coalesce(state_of.state, unredacted(raw.facility_state)) as facility_state,
  cast(null as varchar) as facility_aor,
  cast(null as varchar) as duty_site,
  cast(null as varchar) as program,
  cast(null as varchar) as disposition,
  cast(null as varchar) as criminality,
  cast(null as varchar) as threat_level,
  cast(null as boolean) as biometric_match,
  cast(null as boolean) as statements_made,
  cast(null as boolean) as deportation_ordered,
  cast(null as boolean) as nta_served,
  cast(null as boolean) as resume_custody,
  cast(null as boolean) as notify_release_request,
  cast(null as boolean) as active_investigation,
  cast(null as date) as warrant_served,
  cast(null as boolean) as prior_felony,
  cast(null as timestamp) as apprehended_at,
  cast(null as varchar) as apprehension_method,
  cast(null as varchar) as toa_program,
  cast(null as varchar) as port,
  cast(null as date) as departed,
  cast(null as varchar) as departure_country,
  cast(null as varchar) as case_status,
  cast(null as varchar) as case_category,
  cast(null as boolean) as final_order,
  cast(null as date) as final_order_date,
  cast(null as varchar) as msc_charge,
  cast(null as varchar) as msc_code,
  cast(null as date) as msc_charge_date,
  cast(null as date) as msc_conviction_date,
  cast(null as bigint) as sentence_days,
  cast(null as bigint) as sentence_months,
  cast(null as bigint) as sentence_years,
  cast(null as varchar) as felon,
  cast(null as varchar) as entry_status,
  cast(null as date) as entry_date,
  cast(null as varchar) as birth_country,
  cast(null as bigint) as birth_year,
  cast(null as varchar) as citizenship,
  cast(null as varchar) as gender
from raw
left join state_of on state_of.word = upper(unredacted(raw.facility_state))
