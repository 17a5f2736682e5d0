-- Reads snapshot, listing.
-- Makes list: one row per published list, in order of kind and list_order. A list is a snapshot with a list date.
-- Complete: not a sudden drop to under four fifths of the list before, unless the next two lists confirm it; no row lost on the way in.
with counted as (
  select kind, snapshot, count(*) as listed
  from listing
  group by kind, snapshot
),
dated as (
  select
    case when s.source = 'ice-287g-pending' then 'pending' else 'participating' end as kind,
    s.snapshot,
    s.file_original,
    s.list_date,
    s.list_date_confidence as confidence,
    s.modified,
    s.rows_set_aside,
    coalesce(counted.listed, 0) as listed
  from snapshot as s
  left join counted on counted.snapshot = s.snapshot
  where s.source in ('ice-287g-participating', 'ice-287g-pending') and s.list_date is not null
),
ordered as (
  select
    kind, snapshot, file_original, list_date, confidence, rows_set_aside, listed,
    row_number() over (partition by kind order by list_date, modified, file_original, snapshot) as list_order
  from dated
),
beside as (
  -- a list without a row says nothing of its neighbours, so it is left out of the comparison
  select
    kind, snapshot, file_original, list_date, confidence, rows_set_aside, listed, list_order,
    max(listed) over (partition by kind, case when listed = 0 then 1 else 0 end order by list_order rows between 3 preceding and 1 preceding) as before,
    lead(listed, 1) over (partition by kind, case when listed = 0 then 1 else 0 end order by list_order) as next,
    lead(listed, 2) over (partition by kind, case when listed = 0 then 1 else 0 end order by list_order) as after_next
  from ordered
),
judged as (
  select
    kind, snapshot, file_original, list_date, confidence, listed, list_order,
    case
      when kind = 'participating' and listed = 0 then 'it holds no row that could be read'
      when rows_set_aside * 20 > listed and rows_set_aside > 0 then 'more than a twentieth of its rows were set aside'
      when kind = 'participating' and listed * 5 < before * 4
        and (next is null or after_next is null or next * 10 > before * 9 or after_next * 10 > before * 9)
        then 'it has fewer than four fifths of the rows of a list shortly before, and the next two lists do not confirm it'
    end as incomplete_reason
  from beside
)
select
  kind,
  list_order,
  list_date,
  snapshot,
  file_original,
  listed as "rows",
  incomplete_reason is null as complete,
  incomplete_reason,
  confidence
from judged
order by kind, list_order
