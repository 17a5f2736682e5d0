-- Reads cell, titled, labelled, workbook, valued, facility_cell.
-- Makes one row per cell: a number of a table with its labels (part detention_stat), a cell that such numbers or a facility's row carry
-- (part label, part detention_facility_stat), or a cell set aside with a reason (why).
with label_cell as (
  select snapshot, sheet_original, r, c from titled
  union
  select v.snapshot, v.sheet_original, v.r, v.c from (
    select h.snapshot, h.sheet_original, cell.r, cell.c
    from titled as h
    inner join cell on cell.snapshot = h.snapshot and cell.sheet_original = h.sheet_original and cell.r >= h.header_r and cell.r < h.header_r + h.header_rows and cell.c >= h.c and cell.c < h.right_c
  ) as v
  union
  select w.snapshot, w.sheet_original, w.row_r, w.c from labelled as w where w.counts or w.is_head
  union
  select w.snapshot, w.sheet_original, w.row_r, w.c + 1 from labelled as w where w.label_2 is not null and w.counts
  union
  select f.snapshot, f.sheet_original, f.r, f.c from facility_cell as f where f.heads and f.field is not null
  union
  select snapshot, sheet_original, r, c from cell
  where kind = 'text' and r <= 12 and (place = 'detention' and regexp_matches(s, '^ICE DETENTION DATA') or place = 'facilities' and regexp_matches(s, '(IIDS|Source:).*[0-9]{4}$') or place = 'atd' and regexp_matches(s, '^ICE ALTERNATIVES TO DETENTION DATA'))
)

select
  cell.snapshot,
  cell.file_original,
  cell.sheet_original,
  cell.r as row_original,
  cell.c as column_original,
  cell.column_original || cell.r as cell,
  v.table_name,
  coalesce(v.fiscal_year, workbook.fiscal_year) as fiscal_year,
  workbook.pull_date,
  workbook.pull_rule,
  case workbook.pull_rule when 'printed' then 'high' when 'name' then 'low' else 'medium' end as pull_confidence,
  coalesce(v.as_of, workbook.pull_date) as as_of,
  v.month,
  v.period,
  v.agency,
  v.criminality,
  v.facility_type,
  v.category,
  v.population,
  v.aor,
  v.facility_name,
  v.facility_code,
  coalesce(v.metric, case when v.table_name is not null then 'not known' when not f.heads then f.field end) as metric,
  case when v.unknown is null then v.v end as value,
  case when v.metric like 'share %' then 'share' when starts_with(v.metric, 'final releases') then 'releases' else coalesce(v.unit, case
    when v.metric is null then null
    when v.metric in ('average bond amount', 'daily cost of technology') then 'dollars'
    when v.metric like 'average %' then 'days'
    when v.metric like '% with bond posted' then 'book-outs'
    when v.metric = 'final book-outs' then 'book-outs'
    when v.metric = 'participants' then 'people'
    else v.metric
  end) end as unit,
  v.table_name is not null and (coalesce('all' in (v.agency, v.criminality, v.facility_type, v.category, v.population, v.aor, v.facility_name), false)
    or coalesce(v.category = 'Bonded Out' and v.table_name = 'final_book_outs_by_reason', false) or v.month is null and v.by_month) as total,
  cell.text as printed,
  v.title,
  v.head as group_label,
  v.label as row_label,
  v.column_label,
  coalesce(v.unknown, v.remark,
    case when workbook.pull_rule = 'year corrected' and cell.place = 'facilities' and cell.r <= 12 and regexp_matches(cell.s, '(IIDS|Source:).*[0-9]{4}$')
      then 'the day lies before the fiscal year of the workbook; the year after was taken' end) as note,
  case when v.table_name is not null then 'detention_stat' when f.field <> 'earlier' and not f.heads then 'detention_facility_stat' when l.snapshot is not null then 'label' end as part,
  case
    when v.table_name is not null or f.field <> 'earlier' and not f.heads or l.snapshot is not null then null
    when f.field = 'earlier' then 'an inspection before the last'
    when f.snapshot is not null then 'unexpected: a column of the facilities that no edition had'
    when cell.place = 'footnotes' then 'a footnote'
    when cell.place = 'facilities' then 'text above or below the facilities'
    when cell.v is not null and exists (select 1 from labelled as w where w.snapshot = cell.snapshot and w.sheet_original = cell.sheet_original and w.row_r = cell.r and w.c < cell.c and w.right_c > cell.c and w.label is null) then 'unexpected: a number whose row has no label'
    when cell.v is not null then 'unexpected: a number in no table that is described'
    else 'text beside the tables'
  end as why
from cell
left join workbook on workbook.snapshot = cell.snapshot
left join valued as v on v.snapshot = cell.snapshot and v.sheet_original = cell.sheet_original and v.row_r = cell.r and v.value_c = cell.c
left join facility_cell as f on f.snapshot = cell.snapshot and f.sheet_original = cell.sheet_original and f.r = cell.r and f.c = cell.c
left join label_cell as l on l.snapshot = cell.snapshot and l.sheet_original = cell.sheet_original and l.r = cell.r and l.c = cell.c