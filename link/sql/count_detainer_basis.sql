-- Reads detainer_event.
-- Makes detainer_basis_count: one row per month, place, agency, model in force, request, box of probable cause and what stands in it, of each record, with how many detainers.
-- The boxes mirror those of form I-247A: a final order (deportation_ordered), proceedings begun (nta_served), a biometric match, statements made. A detainer has each box once, and may have several ticked.
-- Standing: ticked, not ticked (the record says no), blank (its row says nothing), no column (no row of the release says anything of the box: absent is not unticked). Rows that repeat another are left out.
with events as (
  select
    source,
    release,
    coalesce(current, false) as current,
    case when prepared >= date '1980-01-01' then cast(date_trunc('month', prepared) as date) end as month,
    case when prepared >= date '1980-01-01' then fiscal_year end as fiscal_year,
    prepared,
    state,
    county_fips,
    aor,
    agency,
    model,
    model is null or coalesce(model_certain, false) as model_certain,
    request_class,
    deportation_ordered,
    nta_served,
    biometric_match,
    statements_made
  from detainer_event
  where not coalesce(dropped, false)
),
boxes as (
  select
    e.source, e.release, e.current, e.month, e.fiscal_year, e.prepared, e.state, e.county_fips, e.aor, e.agency, e.model, e.model_certain, e.request_class, b.box,
    case b.box
      when 'deportation_ordered' then e.deportation_ordered
      when 'nta_served' then e.nta_served
      when 'biometric_match' then e.biometric_match
      when 'statements_made' then e.statements_made
    end as ticked
  from events as e
  cross join (values ('deportation_ordered'), ('nta_served'), ('biometric_match'), ('statements_made')) as b (box)
),
counted as (
  select
    source, release, current, month, fiscal_year, state, county_fips, aor, agency, model, model_certain, request_class, box, ticked,
    min(prepared) as first_day,
    max(prepared) as last_day,
    count(*) as events
  from boxes
  group by source, release, current, month, fiscal_year, state, county_fips, aor, agency, model, model_certain, request_class, box, ticked
),
columns as (
  select source, release, box, max(case when ticked is not null then 1 else 0 end) as held from counted group by source, release, box
)
select
  c.source,
  c.release,
  c.current,
  c.month,
  c.fiscal_year,
  c.state,
  c.county_fips,
  c.aor,
  c.agency,
  c.model,
  c.model_certain,
  c.request_class,
  c.box,
  case when c.ticked then 'ticked' when not c.ticked then 'not ticked' when h.held = 1 then 'blank' else 'no column' end as standing,
  c.first_day,
  c.last_day,
  c.events
from counted as c
inner join columns as h on h.source = c.source and h.release = c.release and h.box = c.box
order by c.source, c.release, c.current, c.month, c.state, c.county_fips, c.aor, c.agency, c.model, c.model_certain, c.request_class, c.box, standing
