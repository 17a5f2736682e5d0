-- Reads observation, agreement and agency.
-- Makes one row per agency, model and address of a document that the participating lists gave it, from the newest list that has it. An empty address: the list has no link.
with shown as (
  select
    agency, model, coalesce(moa_target, '') as address, signed, list_date, list_order, snapshot, file_original, sheet_original, row_original,
    min(list_date) over (partition by agency, model, coalesce(moa_target, '')) as first_list,
    row_number() over (partition by agency, model, coalesce(moa_target, '') order by list_order desc, row_original) as place
  from observation
  where kind = 'participating'
),
newest as (
  select agency, model, status, row_number() over (partition by agency, model order by spell desc) as place
  from agreement
)
select
  s.agency,
  a.name,
  a.state,
  s.model,
  s.signed,
  coalesce(n.status, 'ended') as status,
  s.address,
  s.first_list,
  s.list_date as last_list,
  s.snapshot,
  s.file_original,
  s.sheet_original,
  s.row_original
from shown as s
join agency as a on a.agency = s.agency
left join newest as n on n.agency = s.agency and n.model = s.model and n.place = 1
where s.place = 1
order by s.agency, s.model, s.list_date, s.address
