-- Reads stated, lookups.
-- Makes valued: one row per number, with the reason why it is not known, or a remark on it.
-- Months after the data are printed as 0, and so are months and years that the publisher did not fill in: they are not known, and no zero.
with unfilled as (
  select snapshot, sheet_original, table_name, month, cast(null as bigint) as fiscal_year
  from stated
  where table_name = 'bond_monthly'
  group by all
  having max(v) = 0
  union all
  select snapshot, sheet_original, null, null, fiscal_year
  from stated
  where table_name = 'tps_countries'
  group by all
  having max(v) = 0
),

swap as (
  select left("where", 12) as snapshot, raw, value, reason from lookups where "column" = 'metric'
)

select s.* exclude (metric),
  coalesce(swap.value, s.metric) as metric,
  case
    when s.v = 0 and s.month > greatest(s.as_of, s.pull_date) then 'the month begins after the data'
    when s.v = 0 and u.snapshot is not null then 'not filled in: every number beside it is 0'
    when swap.value = s.metric then swap.reason
    when s.metric like 'share %' and s.v > 1 then 'a share above 1'
  end as unknown,
  case
    when s.agency_label is not null and s.agency is null or s.criminality_label is not null and s.criminality is null or s.facility_type_label is not null and s.facility_type is null
      or s.aor_label is not null and s.aor is null or s.metric is null then 'unexpected label: the number is kept, without the key that could not be read'
    when swap.value <> s.metric then swap.reason
    when s.text = '-' then 'printed as a dash'
    when s.header_rows = 0 then 'the table has no header row'
    when s.year_inferred then 'the year is not printed: the month follows a December'
  end as remark
from stated as s
left join unfilled as u on u.snapshot = s.snapshot and u.sheet_original = s.sheet_original
  and (u.table_name = s.table_name and u.month = s.month or s.place = 'semiannual' and u.fiscal_year = s.fiscal_year)
left join swap on swap.snapshot = left(s.snapshot, 12) and swap.raw = s.label
