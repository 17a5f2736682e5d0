-- Reads cell, titled.
-- Makes labelled: one row per row of a table, with its labels and the label that heads its group.
-- The rows of a table's band below its header, numbered: those without a gap belong to it.
with band as (
  select distinct h.snapshot, h.sheet_original, h.r as title_r, h.c as title_c, cell.r
  from titled as h
  inner join cell on cell.snapshot = h.snapshot and cell.sheet_original = h.sheet_original and cell.r >= h.header_r + h.header_rows and cell.r < h.below_r and cell.c >= h.c and cell.c < h.right_c
),

numbered as (
  select band.*, row_number() over (partition by snapshot, sheet_original, title_r, title_c order by r) as n from band
),

body as (
  select h.*, numbered.r as row_r
  from titled as h
  inner join numbered on numbered.snapshot = h.snapshot and numbered.sheet_original = h.sheet_original and numbered.title_r = h.r and numbered.title_c = h.c
  where numbered.r = h.header_r + h.header_rows - 1 + numbered.n
),

-- Each row's labels: the text in the title's column, and the text beside it where the table has a second one.
one_row as (
  select b.*, one.s as label_1, two.s as label_2,
    exists (select 1 from cell as n where n.snapshot = b.snapshot and n.sheet_original = b.sheet_original and n.r = b.row_r and n.c > b.c and n.c < b.right_c and n.v is not null) as counts
  from body as b
  left join cell as one on one.snapshot = b.snapshot and one.sheet_original = b.sheet_original and one.r = b.row_r and one.c = b.c
  left join cell as two on two.snapshot = b.snapshot and two.sheet_original = b.sheet_original and two.r = b.row_r and two.c = b.c + 1 and two.kind = 'text' and two.v is null
),

grouped as (
  select l.*,
    -- a label that stands on the first of its rows only is that of the rows below, as long as these have one of their own
    case when label_1 is not null or label_2 is not null then last_value(label_1 ignore nulls) over (partition by snapshot, sheet_original, r, c order by row_r) end as label,
    coalesce(case heads
      when 'no number' then not counts
      when 'not a technology' then not regexp_matches(label_1, '(?i)^(GPS|SmartLINK|VoiceID|TR|Ankle Monitor|Wristworn|Veriwatch|(Dual|No) Tech(nology)?)$')
      else regexp_matches(label_1, heads)
    end, false) as is_head
  from one_row as l
)

select g.*, last_value(case when is_head then label_1 end ignore nulls) over (partition by snapshot, sheet_original, r, c order by row_r) as head
from grouped as g
