-- reads: booking
-- makes: the bookings with an immigration hold, with the times of release and of the end of the other charges
-- one row per: booking with an immigration hold
with bookings as (
  select
    b.booking,
    b.source,
    b.county_fips,
    b.zone,
    min(b.booked_at) as booked_at,
    max(b.released_at) as released_at,
    max(case when not b.immigration_charge then b.charge_released_at end) as due_at,
    max(case when b.immigration_hold then 1 else 0 end) as held,
    max(case when b.to_immigration then 1 else 0 end) as to_immigration,
    max(case when b.cancelled_detainer then 1 else 0 end) as cancelled
  from booking as b
  group by b.booking, b.source, b.county_fips, b.zone
),
counted as (
  select source, count(*) as bookings from bookings group by source
)
select
  b.source,
  b.county_fips as county,
  b.zone,
  cast(b.released_at as varchar) as released_at,
  coalesce(cast(b.due_at as varchar), '') as due_at,
  case when b.to_immigration = 1 then 'immigration' when b.cancelled = 1 then 'detainer cancelled' else 'other' end as released_to,
  date_diff('day', cast(b.booked_at as date), cast(b.released_at as date)) as days,
  c.bookings
from bookings as b
inner join counted as c on c.source = b.source
where b.held = 1 and b.released_at is not null
order by b.released_at, b.booked_at, b.booking
