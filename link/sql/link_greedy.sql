-- Reads pair, link_now.
-- Makes event_link by the published rule: one row per link. In two passes: for each event on the side that the rule names first, the pair with the smallest lag either way;
-- of what is left, the same for the other side. So links are one to one, and an event can lose its partner to another and stay unlinked. Of equal lags the lower record.
with first_pass as (
  select
    release, from_record, to_record, lag_minutes, r.first_side,
    row_number() over (
      partition by case when r.first_side = 'to' then to_record else from_record end
      order by abs(lag_minutes), case when r.first_side = 'to' then from_record else to_record end
    ) as nearest
  from pair cross join link_now as r
),
second_pass as (
  select
    release, from_record, to_record, lag_minutes,
    row_number() over (
      partition by case when first_side = 'to' then from_record else to_record end
      order by abs(lag_minutes), case when first_side = 'to' then to_record else from_record end
    ) as place
  from first_pass
  where nearest = 1
)
select
  'ddp' as mode,
  r.rule,
  s.release,
  r.from_table,
  s.from_record,
  r.to_table,
  s.to_record,
  s.lag_minutes,
  cast(1 as bigint) as rank,
  true as chosen
from second_pass as s cross join link_now as r
where s.place = 1
order by s.release, s.from_record
