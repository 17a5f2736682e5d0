-- Reads raw (one row per charge of a booking).
-- Makes booking: one row per row: a charge of a booking in the jail of Pierce County, Washington, with the times of booking, of release, and of the charge's end. A booking has several.
-- Race is in the words of table stop; of a country of birth is kept whether it is abroad.
select
  raw.snapshot,
  raw.file_original,
  raw.sheet_original,
  raw.row_original,
  'pierce-bookings' as source,
  raw.release,
  record_no(raw.snapshot, raw.sheet_number, raw.row_original) as record,
  cast(md5('detangle pierce ' || raw.number) as uuid) as booking,
  '53053' as county_fips,
  'America/Los_Angeles' as zone,
  at_minute(raw.booked_at, raw.booked_at_serial) as booked_at,
  at_minute(raw.released_at, raw.released_at_serial) as released_at,
  unredacted(raw.charge) as charge,
  at_minute(raw.charge_released_at, raw.charge_released_at_serial) as charge_released_at,
  unredacted(raw.jurisdiction) as jurisdiction,
  unredacted(raw.disposition) as disposition,
  unredacted(raw.jurisdiction) = 'IMM' or coalesce(unredacted(raw.charge), '') = 'HOLD IMMIGRAT' as immigration_charge,
  raw.hold = '1' as immigration_hold,
  raw.to_immigration = '1' as to_immigration,
  raw.cancelled = '1' as cancelled_detainer,
  unredacted(raw.final_disposition) as final_disposition,
  case upper(coalesce(raw.race, 'UNKNOWN'))
    when 'WHITE' then 'white' when 'BLACK' then 'black' when 'HISPANIC' then 'hispanic'
    when 'ASIAN/PACIFIC ISLAND' then 'asian/pacific islander' when 'AMER INDIAN/ALASKAN' then 'other'
    else 'not known'
  end as race,
  case
    when upper(coalesce(raw.birth_country, 'UNKNOWN')) = 'UNKNOWN' then null
    else upper(raw.birth_country) <> 'UNITED STATES OF AMERICA'
  end as born_abroad,
  lower(unredacted(raw.charge_class)) as charge_class
from raw
