-- Reads raw (one row per row of a release's sheet), states, aors.
-- Makes removal: one row per row. Text is as printed but for spaces; marks of redaction are NULL; times are rounded to the minute; ids are 128 bits and never text.
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
  'ice-removals' as source,
  raw.release,
  record_no(raw.snapshot, raw.sheet_number, raw.row_original) as record,
  person_of(raw.id) as person,
  on_day(raw.departed, raw.departed_serial) as departed,
  unredacted(raw.port) as port,
  unredacted(raw.departure_country) as departure_country,
  coalesce(aors.aor, unredacted(raw.aor)) as aor,
  coalesce(state_of.state, unredacted(raw.state)) as state,
  unredacted(raw.county_raw) as county_raw,
  unredacted(raw.city) as city,
  unredacted(raw.disposition) as disposition,
  unredacted(raw.disposition_code) as disposition_code,
  unredacted(raw.program) as program,
  unredacted(raw.program_code) as program_code,
  unredacted(raw.arresting_agency) as arresting_agency,
  at_minute(raw.latest_apprehended_at, raw.latest_apprehended_at_serial) as latest_apprehended_at,
  unredacted(raw.latest_program) as latest_program,
  unredacted(raw.case_status) as case_status,
  unredacted(raw.case_category) as case_category,
  unredacted(raw.toa_case_category) as toa_case_category,
  yes_no(raw.final_order) as final_order,
  on_day(raw.final_order_date, raw.final_order_date_serial) as final_order_date,
  unredacted(raw.charge_code) as charge_code,
  unredacted(raw.charge_section) as charge_section,
  yes_no(raw.prior_deport) as prior_deport,
  unredacted(raw.criminality) as criminality,
  case when unredacted(raw.threat_level) in ('1', '2', '3') then unredacted(raw.threat_level) end as threat_level,
  unredacted(raw.msc_charge) as msc_charge,
  unredacted(raw.msc_code) as msc_code,
  on_day(raw.msc_charge_date, raw.msc_charge_date_serial) as msc_charge_date,
  on_day(raw.msc_conviction_date, raw.msc_conviction_date_serial) as msc_conviction_date,
  unredacted(raw.msc_charge_status) as msc_charge_status,
  unredacted(raw.entry_status) as entry_status,
  on_day(raw.entry_date, raw.entry_date_serial) as entry_date,
  unredacted(raw.birth_country) as birth_country,
  case when try_cast(try_cast(raw.birth_year as double) as bigint) between 1900 and 2064 then cast(try_cast(raw.birth_year as double) as bigint) end as birth_year,
  unredacted(raw.citizenship) as citizenship,
  unredacted(raw.gender) as gender
from raw
left join aors on aors.spelling = aor_key(raw.aor)
left join state_of on state_of.word = upper(unredacted(raw.state))
