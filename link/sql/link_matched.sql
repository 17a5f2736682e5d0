-- Reads pair, link_now, matched (the pairs that the least total lag chose where there was a choice).
-- Makes event_link by matching: one row per link. A pair that is the only one of both its events is linked; the others as matched says. Rank is that of the lag among the pairs of the first event.
with ranked as (
  select
    release, from_record, to_record, lag_minutes, from_partners, to_partners,
    row_number() over (partition by from_record order by abs(lag_minutes), to_record) as rank
  from pair
)
select
  'detangle' as mode,
  r.rule,
  k.release,
  r.from_table,
  k.from_record,
  r.to_table,
  k.to_record,
  k.lag_minutes,
  k.rank,
  true as chosen
from ranked as k
cross join link_now as r
left join matched as m on m.from_record = k.from_record and m.to_record = k.to_record
where (k.from_partners = 1 and k.to_partners = 1) or m.from_record is not null
order by k.release, k.from_record
