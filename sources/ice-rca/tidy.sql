-- Reads raw (one row per row of a release's sheet), states, aors.
-- Makes rca_decision: one row per row. Text is as printed but for spaces; marks of redaction are NULL; times are rounded to the minute; ids are 128 bits and never text.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  raw.row_original,
  'ice-rca' as source,
  raw.release,
  record_no(raw.snapshot, raw.sheet_number, raw.row_original) as record,
  person_of(raw.id) as person,
  at_minute(raw.decided_at, raw.decided_at_serial) as decided_at,
  at_minute(raw.submitted_at, raw.submitted_at_serial) as submitted_at,
  coalesce(aors.aor, unredacted(raw.aor)) as aor,
  unredacted(raw.dco) as dco,
  unredacted(raw.case_category) as case_category,
  unredacted(raw.risk_public_safety) as risk_public_safety,
  unredacted(raw.risk_flight) as risk_flight,
  unredacted(raw.special_vulnerability) as special_vulnerability,
  unredacted(raw.mandatory_detention) as mandatory_detention,
  unredacted(raw.decision_type) as decision_type,
  unredacted(raw.recommendation) as recommendation,
  unredacted(raw.bond_recommendation) as bond_recommendation,
  unredacted(raw.final_decision) as final_decision,
  try_cast(replace(raw.bond_amount, ',', '') as double) as bond_amount,
  unredacted(raw.officer_agrees) as officer_agrees,
  unredacted(raw.supervisor_agrees) as supervisor_agrees,
  case when try_cast(regexp_extract(raw.fiscal_year, '[0-9]+') as bigint) < 100 then 2000 else 0 end + try_cast(regexp_extract(raw.fiscal_year, '[0-9]+') as bigint) as fiscal_year
from raw
left join aors on aors.spelling = aor_key(raw.aor)
