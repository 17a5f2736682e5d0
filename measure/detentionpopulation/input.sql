-- reads: headcount, facility, aor
-- makes: the headcounts of the newest file from the first day that it has whole (1 October 2011), and what is known of each facility
-- one row per: facility and day; and facility and attribute (attribute 1 to 7, with its text)
-- Nearly a million rows of numbers, so that they stay narrow; whoever reads them orders them.
with newest as (
    select max_by(t.snapshot, t.date) as snapshot from headcount as t
),
codes as (
    select
        h.facility,
        row_number() over (order by h.facility) as facility_number,
        max(h.snapshot) as snapshot
    from headcount as h
    inner join newest on newest.snapshot = h.snapshot
    where h.date >= date '2011-10-01'
    group by h.facility
),
named as (
    select
        codes.facility_number,
        codes.facility,
        codes.snapshot,
        f.name,
        f.aor,
        a.name as aor_name,
        f.state,
        f.county_fips
    from codes
    left join facility as f on f.facility = codes.facility
    left join aor as a on a.aor = f.aor
)
select
    codes.facility_number,
    date_diff('day', cast(date '1970-01-01' as date), cast(h.date as date)) as day_number,
    h.people,
    h.row_original as row_number,
    0 as attribute,
    cast(null as varchar) as text
from headcount as h
inner join codes on codes.facility = h.facility and codes.snapshot = h.snapshot
where h.date >= date '2011-10-01'
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 1 as attribute, n.facility as text from named as n
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 2 as attribute, coalesce(n.name, n.facility) as text from named as n
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 3 as attribute, n.aor as text from named as n where n.aor is not null
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 4 as attribute, n.aor_name as text from named as n where n.aor_name is not null
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 5 as attribute, n.state as text from named as n where n.state is not null
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 6 as attribute, n.county_fips as text from named as n where n.county_fips is not null
union all
select n.facility_number, 0 as day_number, 0 as people, 0 as row_number, 7 as attribute, n.snapshot as text from named as n
