-- Reads raw (one row per row of a release's sheet), states, aors, lookups.
-- Makes detainer: one row per row. Text is as printed but for spaces; marks of redaction are NULL; times are rounded to the minute; ids are 128 bits and never text.
with state_of as (
  select state, upper(state_name) as word from states
  union all
  select state, state from states
),
-- what a form asks for, by its number: lookups.csv
class_of as (select raw as form, value as class from lookups where "column" = 'request_class')
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  raw.row_original,
  'ice-detainers' as source,
  raw.release,
  record_no(raw.snapshot, raw.sheet_number, raw.row_original) as record,
  person_of(raw.id) as person,
  case when raw.release = 'npr-detainers' then coalesce(short_day(raw.prepared), on_day(raw.prepared, raw.prepared_serial)) else on_day(raw.prepared, raw.prepared_serial) end as prepared,
  on_day(raw.lifted, raw.lifted_serial) as lifted,
  unredacted(raw.lift_reason) as lift_reason,
  unredacted(raw.lift_code) as lift_code,
  unredacted(raw.detainer_type) as detainer_type,
  coalesce(class_of.class, 'unknown') as request_class,
  unredacted(raw.facility_code) as facility_code,
  unredacted(raw.facility_name) as facility_name,
  unredacted(raw.facility_city) as facility_city,
  coalesce(state_of.state, unredacted(raw.facility_state)) as facility_state,
  coalesce(aors.aor, unredacted(raw.facility_aor)) as facility_aor,
  unredacted(raw.duty_site) as duty_site,
  unredacted(raw.program) as program,
  unredacted(raw.disposition) as disposition,
  unredacted(raw.criminality) as criminality,
  case when unredacted(raw.threat_level) in ('1', '2', '3') then unredacted(raw.threat_level) end as threat_level,
  yes_no(raw.biometric_match) as biometric_match,
  yes_no(raw.statements_made) as statements_made,
  yes_no(raw.deportation_ordered) as deportation_ordered,
  yes_no(raw.nta_served) as nta_served,
  yes_no(raw.resume_custody) as resume_custody,
  yes_no(raw.notify_release_request) as notify_release_request,
  yes_no(raw.active_investigation) as active_investigation,
  on_day(raw.warrant_served, raw.warrant_served_serial) as warrant_served,
  yes_no(raw.prior_felony) as prior_felony,
  at_minute(raw.apprehended_at, raw.apprehended_at_serial) as apprehended_at,
  unredacted(raw.apprehension_method) as apprehension_method,
  unredacted(raw.toa_program) as toa_program,
  unredacted(raw.port) as port,
  on_day(raw.departed, raw.departed_serial) as departed,
  unredacted(raw.departure_country) as departure_country,
  unredacted(raw.case_status) as case_status,
  unredacted(raw.case_category) as case_category,
  yes_no(raw.final_order) as final_order,
  on_day(raw.final_order_date, raw.final_order_date_serial) as final_order_date,
  unredacted(raw.msc_charge) as msc_charge,
  unredacted(raw.msc_code) as msc_code,
  on_day(raw.msc_charge_date, raw.msc_charge_date_serial) as msc_charge_date,
  on_day(raw.msc_conviction_date, raw.msc_conviction_date_serial) as msc_conviction_date,
  try_cast(try_cast(raw.sentence_days as double) as bigint) as sentence_days,
  try_cast(try_cast(raw.sentence_months as double) as bigint) as sentence_months,
  try_cast(try_cast(raw.sentence_years as double) as bigint) as sentence_years,
  unredacted(raw.felon) as felon,
  unredacted(raw.entry_status) as entry_status,
  on_day(raw.entry_date, raw.entry_date_serial) as entry_date,
  unredacted(raw.birth_country) as birth_country,
  case when try_cast(try_cast(raw.birth_year as double) as bigint) between 1900 and 2064 then cast(try_cast(raw.birth_year as double) as bigint) end as birth_year,
  unredacted(raw.citizenship) as citizenship,
  unredacted(raw.gender) as gender
from raw
left join state_of on state_of.word = upper(unredacted(raw.facility_state))
left join aors on aors.spelling = aor_key(raw.facility_aor)
left join class_of on class_of.form = replace(upper(regexp_extract(raw.detainer_type, '(?i)^\s*I-?247[A-Z]?')), '-', '')
