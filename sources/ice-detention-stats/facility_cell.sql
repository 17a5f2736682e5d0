-- Reads cell.
-- Makes facility_cell: one row per cell of a facility's row and of the header above them, with the field that it holds.
-- The header is the first row that begins with Name and has an Address.
with facility_header as (
  select n.snapshot, n.sheet_original, min(n.r) as header_r
  from cell as n
  inner join cell as a on a.snapshot = n.snapshot and a.sheet_original = n.sheet_original and a.r = n.r and a.s = 'Address'
  where n.place = 'facilities' and n.s = 'Name'
  group by all
),

facility_column as (
  select h.snapshot, h.sheet_original, h.header_r, cell.c, cell.s as header,
    case
      when cell.s in ('Name', 'Address', 'City', 'State', 'Zip', 'AOR', 'Mandatory') then lower(cell.s)
      when cell.s = 'Type Detailed' then 'type_detailed'
      when cell.s = 'Male/Female' then 'sex'
      when regexp_matches(cell.s, '^FY[0-9]{2} ALOS$') then 'alos'
      when regexp_matches(cell.s, '^Level [A-D]$') then lower(replace(cell.s, ' ', '_'))
      when regexp_matches(cell.s, '^(Male|Female) Crim$') then lower(replace(cell.s, ' Crim', '_criminal'))
      when regexp_matches(cell.s, '^(Male|Female) Non-Crim$') then lower(replace(cell.s, ' Non-Crim', '_non_criminal'))
      when regexp_matches(cell.s, '^ICE Threat Level [1-3]$') then 'threat_level_' || right(cell.s, 1)
      when cell.s = 'No ICE Threat Level' then 'no_threat_level'
      when cell.s = 'Guaranteed Minimum' then 'guaranteed_minimum'
      when cell.s = 'Last Inspection Type' then 'inspection_type'
      when regexp_matches(cell.s, '^(Last Inspection (End )?Date|ODO Inspection End Date)$') then 'inspection_date'
      when regexp_matches(cell.s, '^(ODO )?Last Inspection Standard$') then 'inspection_standard'
      when regexp_matches(cell.s, '^(Last Inspection Rating - Final|Last Final Rating|ODO Final Rating)$') then 'inspection_rating'
      when regexp_matches(cell.s, '^Pending FY[0-9]{2} Inspection$') then 'inspection_pending'
      when regexp_matches(cell.s, '^(Second to )?Last .*(Inspection|Nakamoto)') then 'earlier'
    end as field
  from facility_header as h
  inner join cell on cell.snapshot = h.snapshot and cell.sheet_original = h.sheet_original and cell.r = h.header_r
),

facility_row as (
  select f.snapshot, f.sheet_original, cell.r
  from facility_column as f
  inner join cell on cell.snapshot = f.snapshot and cell.sheet_original = f.sheet_original and cell.r > f.header_r and cell.c = f.c
  where f.field in ('name', 'address')
  group by all
  having count(*) = 2
)

select cell.snapshot, cell.sheet_original, cell.r, cell.c, f.field, cell.r = f.header_r as heads
from facility_column as f
inner join cell on cell.snapshot = f.snapshot and cell.sheet_original = f.sheet_original and cell.c = f.c
left join facility_row as w on w.snapshot = f.snapshot and w.sheet_original = f.sheet_original and w.r = cell.r
where cell.r = f.header_r or w.snapshot is not null
