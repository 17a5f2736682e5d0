-- Reads tidy (one row per cell), states, aors.
-- Makes detention_facility_stat: one row per facility on a workbook's sheet of facilities. Averages are over the fiscal year up to the day of the pull.
with cell as (
  select *, squeeze(printed) as s, try_cast(printed as double) as v from tidy where part = 'detention_facility_stat'
),
-- A footnote under the sheet names the code of a facility: "[1] (STFRCTX) SOUTH TEXAS FAMILY RESIDENTIAL CENTER houses ..."; its name ends with the footnote's number.
footnote as (
  select snapshot, sheet_original, regexp_extract(squeeze(printed), '^\[([0-9])\] \(', 1) as number, regexp_extract(squeeze(printed), '^\[[0-9]\] \(([A-Z]{5,7})\)', 1) as code
  from tidy
  where regexp_matches(squeeze(printed), '^\[[0-9]\] \([A-Z]{5,7}\) ')
),
facility as (
  select
    snapshot, file_original, sheet_original, row_original, fiscal_year, pull_date, pull_rule, pull_confidence,
    max(case when metric = 'name' then s end) as name_raw,
    max(case when metric = 'address' then s end) as address,
    max(case when metric = 'city' then s end) as city,
    max(case when metric = 'state' then s end) as state_raw,
    max(case when metric = 'zip' then regexp_extract(s, '^[0-9]+') end) as zip,
    max(case when metric = 'aor' then s end) as aor_raw,
    max(case when metric = 'type_detailed' then s end) as type_detailed,
    max(case when metric = 'sex' then s end) as sex,
    max(case when metric = 'alos' then v end) as alos,
    max(case when metric = 'level_a' then v end) as level_a,
    max(case when metric = 'level_b' then v end) as level_b,
    max(case when metric = 'level_c' then v end) as level_c,
    max(case when metric = 'level_d' then v end) as level_d,
    max(case when metric = 'male_criminal' then v end) as male_criminal,
    max(case when metric = 'male_non_criminal' then v end) as male_non_criminal,
    max(case when metric = 'female_criminal' then v end) as female_criminal,
    max(case when metric = 'female_non_criminal' then v end) as female_non_criminal,
    max(case when metric = 'threat_level_1' then v end) as threat_level_1,
    max(case when metric = 'threat_level_2' then v end) as threat_level_2,
    max(case when metric = 'threat_level_3' then v end) as threat_level_3,
    max(case when metric = 'no_threat_level' then v end) as no_threat_level,
    max(case when metric = 'mandatory' then v end) as mandatory,
    max(case when metric = 'guaranteed_minimum' then try_cast(s as bigint) end) as guaranteed_minimum,
    max(case when metric = 'inspection_type' then s end) as inspection_type,
    max(case when metric = 'inspection_standard' then s end) as inspection_standard,
    max(case when metric = 'inspection_rating' then s end) as inspection_rating,
    max(case when metric = 'inspection_date' then s end) as inspection_date_raw,
    max(case when metric = 'inspection_pending' then s end) as inspection_pending,
    max(case when metric = 'level_a' then column_original end) as adp_column
  from cell
  group by all
)
select
  f.snapshot,
  f.file_original,
  f.sheet_original,
  f.row_original,
  f.fiscal_year,
  f.pull_date,
  f.pull_rule,
  f.pull_confidence,
  f.name_raw,
  case when n.code is not null then left(f.name_raw, length(f.name_raw) - 1) else f.name_raw end as name,
  n.code as facility_code,
  f.address,
  f.city,
  f.state_raw,
  states.state,
  -- numbers lose their leading zero
  lpad(nullif(f.zip, ''), 5, '0') as zip,
  f.aor_raw,
  aors.aor,
  f.type_detailed,
  f.sex,
  f.alos,
  f.level_a,
  f.level_b,
  f.level_c,
  f.level_d,
  f.level_a + f.level_b + f.level_c + f.level_d as adp,
  f.adp_column,
  f.male_criminal,
  f.male_non_criminal,
  f.female_criminal,
  f.female_non_criminal,
  f.threat_level_1,
  f.threat_level_2,
  f.threat_level_3,
  f.no_threat_level,
  f.mandatory,
  f.guaranteed_minimum,
  nullif(f.inspection_type, 'N/A') as inspection_type,
  nullif(nullif(f.inspection_standard, 'N/A'), '*') as inspection_standard,
  nullif(nullif(f.inspection_rating, 'N/A'), '*') as inspection_rating,
  coalesce(try_cast(left(f.inspection_date_raw, 10) as date), cast(try_strptime(f.inspection_date_raw, '%m/%d/%Y') as date)) as inspection_date,
  f.inspection_date_raw,
  nullif(f.inspection_pending, 'N/A') as inspection_pending
from facility as f
left join states on states.state = upper(f.state_raw)
left join aors on aors.spelling = aor_key(f.aor_raw)
left join footnote as n on n.snapshot = f.snapshot and n.sheet_original = f.sheet_original and n.number = right(f.name_raw, 1) and regexp_matches(f.name_raw, '[^0-9 ][0-9]$')
