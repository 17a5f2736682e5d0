-- Reads raw (one row per row of a release's sheet), states, aors.
-- Makes arrest: one row per row. Text is as printed but for spaces; marks of redaction are NULL; times are rounded to the minute; ids are 128 bits and never text.
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
  'ice-arrests' as source,
  raw.release,
  record_no(raw.snapshot, raw.sheet_number, raw.row_original) as record,
  person_of(raw.id) as person,
  at_minute(raw.apprehended_at, raw.apprehended_at_serial) as apprehended_at,
  unredacted(raw.method) as method,
  unredacted(raw.apprehension_type) as apprehension_type,
  coalesce(state_of.state, unredacted(raw.state)) as state,
  unredacted(raw.county_raw) as county_raw,
  unredacted(raw.city) as city,
  coalesce(aors.aor, unredacted(raw.aor)) as aor,
  unredacted(raw.program) as program,
  unredacted(raw.program_group) as program_group,
  unredacted(raw.arresting_agency) as arresting_agency,
  unredacted(raw.landmark) as landmark,
  unredacted(raw.operation) as operation,
  unredacted(raw.duty_site) as duty_site,
  unredacted(raw.criminality) as criminality,
  unredacted(raw.case_criminality) as case_criminality,
  case when unredacted(raw.threat_level) in ('1', '2', '3') then unredacted(raw.threat_level) end as threat_level,
  unredacted(raw.disposition) as disposition,
  unredacted(raw.case_status) as case_status,
  unredacted(raw.case_category) as case_category,
  on_day(raw.departed, raw.departed_serial) as departed,
  unredacted(raw.departure_country) as departure_country,
  yes_no(raw.final_order) as final_order,
  on_day(raw.final_order_date, raw.final_order_date_serial) as final_order_date,
  case when try_cast(try_cast(raw.birth_year as double) as bigint) between 1900 and 2064 then cast(try_cast(raw.birth_year as double) as bigint) end as birth_year,
  unredacted(raw.citizenship) as citizenship,
  unredacted(raw.gender) as gender
from raw
left join state_of on state_of.word = upper(unredacted(raw.state))
left join aors on aors.spelling = aor_key(raw.aor)
