-- Reads listing, list, name_agency (made by identify), agency.
-- Makes observation: one row per listing row whose list has a date, with its agency.
select
  list.kind,
  list.list_order,
  list.list_date,
  list.complete,
  agency.agency,
  listing.model,
  listing.state,
  agency.county_fips,
  agency.kind as agency_kind,
  listing.signed,
  listing.moa_target,
  listing.addendum_target,
  listing.agency_raw,
  listing.snapshot,
  listing.file_original,
  listing.sheet_original,
  listing.row_original
from listing
inner join list on list.snapshot = listing.snapshot and list.kind = listing.kind
inner join name_agency
  on name_agency.state = listing.state
  and name_agency.name = listing.agency
  and name_agency.model = listing.model
  and name_agency.county is not distinct from listing.county
  and name_agency.signed is not distinct from listing.signed
inner join agency on agency.agency = name_agency.agency
order by list.kind, list.list_order, listing.sheet_original, listing.row_original
