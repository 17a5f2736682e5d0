-- Reads fips_county, county_population.
-- Makes county: one row per county or equivalent that is not superseded, with its newest population.
with places as (
  select
    county_fips, state, county_name,
    row_number() over (partition by county_fips order by snapshot, row_original) as copy
  from fips_county
  where superseded_by is null
),
people as (
  select
    county_fips, population, year, snapshot, file_original, sheet_original, row_original,
    row_number() over (partition by county_fips order by year desc, snapshot, row_original) as copy
  from county_population
)
select
  places.county_fips,
  places.state,
  places.county_name,
  people.population,
  people.year as population_year,
  people.snapshot,
  people.file_original,
  people.sheet_original,
  people.row_original
from places
left join people on people.county_fips = places.county_fips and people.copy = 1
where places.copy = 1
order by places.county_fips
