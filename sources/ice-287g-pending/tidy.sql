-- Reads raw (one row per row of a pending list, all text), lookups, states.
-- Makes listing: one row per raw row, spelled out and typed, nothing joined from elsewhere.
with cleaned as (
  select
    raw.*,
    -- non-breaking and repeated spaces are typing, not meaning
    trim(regexp_replace(replace(coalesce(state, ''), chr(160), ' '), '\s+', ' ', 'g')) as state_text,
    -- a capture of December 2024 replaced every "alt" by "aria-label" (Waria-labelon for Walton)
    replace(trim(regexp_replace(replace(coalesce(agency, ''), chr(160), ' '), '\s+', ' ', 'g')), 'aria-label', 'alt') as agency_text,
    contains(agency, 'aria-label') as corrupted,
    trim(regexp_replace(replace(coalesce(county, ''), chr(160), ' '), '\s+', ' ', 'g')) as county_text,
    lower(trim(regexp_replace(replace(coalesce(type, ''), chr(160), ' '), '\s+', ' ', 'g'))) as type_text,
    lower(split_part(trim(coalesce(model, '')), ' ', 1)) as model_word
  from raw
),
agency_fix as (select raw as agency_text, min(value) as value, min(reason) as reason from lookups where "column" = 'agency' group by raw),
state_fix as (select upper(raw) as state_text, min(value) as value, min(reason) as reason from lookups where "column" = 'state' and "where" is null group by upper(raw)),
-- an agency under the wrong state: "where" names it, with the signing date behind a bar where the name alone would not do
moved_fix as (select upper(raw) as state_text, "where" as row_text, min(value) as value, min(reason) as reason from lookups where "column" = 'state' and "where" is not null group by upper(raw), "where")
select
  cleaned.snapshot,
  cleaned.file_original,
  cleaned.sheet_original,
  cast(cleaned.row_original as bigint) as row_original,
  'pending' as kind,
  nullif(cleaned.state, '') as state_raw,
  coalesce(moved_fix.value, states.state, state_fix.value) as state,
  cleaned.agency as agency_raw,
  -- the spelling without outer and repeated spaces; a corruption undone by a correction row
  nullif(coalesce(agency_fix.value, cleaned.agency_text), '') as agency,
  nullif(cleaned.type, '') as type_raw,
  case
    when cleaned.type_text in ('county') then 'county'
    when cleaned.type_text in ('municipality', 'muncipality', 'municipal') then 'municipality'
    when cleaned.type_text in ('state agency', 'state') then 'state'
    -- "#NA" stands where the publisher gives no type
    when cleaned.type_text in ('#na', '#n/a', 'n/a') then 'not given'
  end as type,
  nullif(cleaned.county, '') as county_raw,
  -- "#N/A", "#NA", "N/A" are the publisher's text for an agency without a county
  case when regexp_matches(upper(cleaned.county_text), '^#?N[/?]?A$') then null else nullif(cleaned.county_text, '') end as county,
  nullif(cleaned.model, '') as model_raw,
  case cleaned.model_word when 'jail' then 'JEM' when 'warrant' then 'WSO' when 'task' then 'TFM' end as model,
  cast(null as varchar) as signed_raw,
  cast(null as date) as signed,
  nullif(trim(replace(coalesce(cleaned.moa, ''), chr(160), ' ')), '') as moa_text,
  unwrap_link(coalesce(cleaned.moa_link, case when cleaned.moa like 'http%' then cleaned.moa end)) as moa_target,
  cast(null as varchar) as addendum_text,
  cast(null as varchar) as addendum_target,
  coalesce(case when corrupted then 'machine corruption: every "alt" was replaced by "aria-label" when the page was captured' end, agency_fix.reason, moved_fix.reason, state_fix.reason) as correction
from cleaned
left join states on upper(states.state_name) = upper(cleaned.state_text)
left join state_fix on state_fix.state_text = upper(cleaned.state_text)
left join agency_fix on agency_fix.agency_text = cleaned.agency_text
left join moved_fix on moved_fix.state_text = upper(cleaned.state_text) and moved_fix.row_text in (cleaned.agency_text)
