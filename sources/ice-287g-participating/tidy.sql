-- Reads raw (one row per row of a participating list, all text), lookups, states.
-- Makes listing: one row per raw row, spelled out and typed, nothing joined from elsewhere.
with cleaned as (
  select raw.*, squeeze(state) as state_text, listed_name(agency) as agency_text, trim(coalesce(signed, '')) as signed_text
  from raw
),
agency_fix as (select raw as agency_text, min(value) as value, min(reason) as reason from lookups where "column" = 'agency' group by raw),
state_fix as (select upper(raw) as state_text, min(value) as value, min(reason) as reason from lookups where "column" = 'state' and "where" is null group by upper(raw)),
-- an agency under the wrong state: "where" names it, with the signing date behind a bar where the name alone would not do
moved_fix as (select upper(raw) as state_text, "where" as row_text, min(value) as value, min(reason) as reason from lookups where "column" = 'state' and "where" is not null group by upper(raw), "where"),
signed_fix as (select raw as signed_text, "where" as agency_text, min(value) as value, min(reason) as reason from lookups where "column" = 'signed' group by raw, "where")
select
  cleaned.snapshot,
  cleaned.file_original,
  cleaned.sheet_original,
  cast(cleaned.row_original as bigint) as row_original,
  'participating' as kind,
  nullif(cleaned.state, '') as state_raw,
  coalesce(moved_fix.value, states.state, state_fix.value) as state,
  cleaned.agency as agency_raw,
  nullif(coalesce(agency_fix.value, cleaned.agency_text), '') as agency,
  nullif(cleaned.type, '') as type_raw,
  listed_type(cleaned.type) as type,
  nullif(cleaned.county, '') as county_raw,
  listed_county(cleaned.county) as county,
  nullif(cleaned.model, '') as model_raw,
  listed_model(cleaned.model) as model,
  nullif(cleaned.signed, '') as signed_raw,
  -- a date cell or ISO text; else month, day and year with a slash lost or kept ("05/082025", "7/72025")
  coalesce(
    try_cast(signed_fix.value as date),
    try_cast(left(cleaned.signed_text, 10) as date),
    try_strptime(regexp_replace(cleaned.signed_text, '^(\d{1,2})/(\d{1,2})/?(\d{4})$', '\1/\2/\3'), '%m/%d/%Y')::date
  ) as signed,
  nullif(squeeze(cleaned.moa), '') as moa_text,
  unwrap_link(coalesce(cleaned.moa_link, case when cleaned.moa like 'http%' then cleaned.moa end)) as moa_target,
  nullif(squeeze(cleaned.addendum), '') as addendum_text,
  unwrap_link(cleaned.addendum_link) as addendum_target,
  coalesce(listed_name_trouble(cleaned.agency), agency_fix.reason, moved_fix.reason, state_fix.reason, signed_fix.reason) as correction
from cleaned
left join states on upper(states.state_name) = upper(cleaned.state_text)
left join state_fix on state_fix.state_text = upper(cleaned.state_text)
left join agency_fix on agency_fix.agency_text = cleaned.agency_text
left join signed_fix on signed_fix.signed_text = cleaned.signed_text and signed_fix.agency_text = cleaned.agency_text
left join moved_fix on moved_fix.state_text = upper(cleaned.state_text) and moved_fix.row_text in (cleaned.agency_text, cleaned.agency_text || ' | ' || left(cleaned.signed_text, 10))
