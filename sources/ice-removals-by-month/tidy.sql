-- Reads raw (one row per published cell), aors.
-- Makes removal_count: one row per cell. The fiscal year begins in October; a row whose year is not that of its month is set aside.
with read as (
  select
    raw.*,
    cast(try_strptime(trim(raw.month_year), '%b %Y') as date) as month,
    try_cast(trim(raw.fiscal_year) as bigint) as fiscal_year_printed
  from raw
)
select
  read.snapshot,
  read.file_original,
  read.sheet_original,
  cast(read.row_original as bigint) as row_original,
  case when upper(trim(read.arresting_agency)) in ('ICE', 'CBP') then upper(trim(read.arresting_agency)) end as arresting_agency,
  read.aor as aor_raw,
  aors.aor,
  read.month_year as month_raw,
  read.month,
  read.fiscal_year_printed as fiscal_year,
  read.criminality as criminality_raw,
  case trim(read.criminality)
    when 'Criminal Conviction' then 'convicted'
    when 'Pending Criminal Charges' then 'pending charges'
    when 'Other Immigration Violator' then 'other immigration violator'
  end as criminality,
  -- one country stands under two spellings
  case when trim(read.citizenship) = 'REPUBLIC OF TÜRKIYE' then 'TURKIYE' else trim(read.citizenship) end as citizenship,
  try_cast(replace(trim(read.removals), ',', '') as bigint) as removals,
  case when read.fiscal_year_printed is distinct from year(read.month + interval 3 month) then 'the fiscal year is not that of the month' end as why
from read
left join aors on aors.spelling = aor_key(read.aor)
