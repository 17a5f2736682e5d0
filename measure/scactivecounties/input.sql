-- reads: sc_activation, county
-- makes: the counties of the activation list with the month of each
-- one row per: county (the first row where two files have it)
with listed as (
    select
        a.county_fips,
        a.state,
        a.county_raw,
        a.activated,
        a.snapshot,
        a.sheet_original,
        a.row_original,
        row_number() over (partition by a.county_fips order by a.snapshot, a.row_original) as copy
    from sc_activation as a
)
select
    l.county_fips as county,
    l.state,
    coalesce(c.county_name, l.county_raw) as name,
    l.activated,
    coalesce(substr(cast(l.activated as varchar), 1, 4), '') as activated_year,
    coalesce(substr(cast(l.activated as varchar), 1, 7), '') as activated_month,
    l.snapshot,
    l.sheet_original as sheet,
    l.row_original as row_number
from listed as l
left join county as c on c.county_fips = l.county_fips
where l.copy = 1
order by l.state, l.county_fips
