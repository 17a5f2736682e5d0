-- Reads detention_stat.
-- Makes detention_restatement: one row per number that two detention statistics workbooks, one after the other, print differently for the same period, which had ended when the earlier was made.
-- A number that grows because its month or year goes on is no restatement. What was counted on a day (people held) is compared with the same day only. Below 0.0001 it is rounding.
with ended as (
  select
    d.snapshot, d.sheet_original, d.row_original, d.column_original, d.cell, d.fiscal_year, d.table_name, d.month, d.period, d.agency, d.criminality, d.facility_type, d.category, d.population, d.aor,
    d.facility_name, d.metric, d.unit, d.value, d.pull_date, d.as_of,
    case when d.table_name in ('currently_detained_by_disposition', 'currently_detained_by_criminality', 'stateless_detained', 'fear_decisions_detained', 'transgender_detained', 'atd_by_status', 'atd_by_technology', 'atd_by_aor',
        'atd_hearings', 'atd_final_hearings')
      then d.as_of end as counted_on,
    case
      when d.month is not null and d.period = 'mid' then cast(d.month + interval '14' day as date)
      when d.month is not null then cast(d.month + interval '1' month - interval '1' day as date)
      when d.period = 'Q1' then cast(cast(d.fiscal_year - 1 as varchar) || '-12-31' as date)
      when d.period = 'Q2' then cast(cast(d.fiscal_year as varchar) || '-03-31' as date)
      when d.period = 'Q3' then cast(cast(d.fiscal_year as varchar) || '-06-30' as date)
      else cast(cast(d.fiscal_year as varchar) || '-09-30' as date)
    end as ends
  from detention_stat as d
  where d.value is not null
),

beside as (
  select
    e.*,
    lag(e.value) over one as value_before,
    lag(e.pull_date) over one as pull_before,
    lag(e.as_of) over one as as_of_before,
    lag(e.snapshot) over one as snapshot_before,
    lag(e.sheet_original) over one as sheet_before,
    lag(e.row_original) over one as row_before,
    lag(e.column_original) over one as column_before,
    lag(e.cell) over one as cell_before
  from ended as e
  window one as (
    partition by e.fiscal_year, e.table_name, e.month, e.period, e.agency, e.criminality, e.facility_type, e.category, e.population, e.aor, e.facility_name, e.metric, e.counted_on
    order by e.pull_date, e.snapshot, e.sheet_original, e.row_original, e.column_original)
)

select
  b.fiscal_year,
  b.table_name,
  b.month,
  b.period,
  b.agency,
  b.criminality,
  b.facility_type,
  b.category,
  b.population,
  b.aor,
  b.facility_name,
  b.metric,
  b.unit,
  b.value_before,
  b.value as value_after,
  b.value - b.value_before as difference,
  b.pull_before,
  b.pull_date as pull_after,
  b.snapshot_before,
  b.sheet_before,
  b.row_before,
  b.column_before,
  b.cell_before,
  b.snapshot as snapshot_after,
  b.sheet_original as sheet_after,
  b.row_original as row_after,
  b.column_original as column_after,
  b.cell as cell_after
from beside as b
where b.snapshot_before <> b.snapshot
  and (b.ends <= b.as_of_before or b.counted_on is not null)
  and abs(b.value - b.value_before) > 0.0001
order by b.fiscal_year, b.table_name, b.month, b.pull_date, b.snapshot, b.sheet_original, b.row_original, b.column_original
