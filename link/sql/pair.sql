-- Reads moment, link_now (the rule at hand: kinds and window).
-- Makes pair (scratch): one row per pair of events of one person of one release whose lag lies in the rule's window, with how many partners each side has.
-- Of a day without a time the lag is counted from the first minute of the day: windows are whole days on that side.
with found as (
  select
    a.release,
    a.record as from_record,
    b.record as to_record,
    b.minute - a.minute as lag_minutes
  from link_now as r
  inner join moment as a on a.kind = r.from_kind
  inner join moment as b on b.kind = r.to_kind and b.release = a.release and b.person = a.person
  where b.minute - a.minute between r.from_minutes and r.to_minutes
)
select
  release, from_record, to_record, lag_minutes,
  count(*) over (partition by from_record) as from_partners,
  count(*) over (partition by to_record) as to_partners
from found
