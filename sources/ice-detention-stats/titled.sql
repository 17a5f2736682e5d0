-- Reads cell.
-- Makes titled: one row per table, found by the text of its title wherever it stands; its header row; the columns from c up to before right_c; the rows up to before below_r.
-- A table is described here: on which sheets it stands, how its title reads, how many rows its header has, which texts may stand in it, which labels head a group of rows in the same
-- column, what is counted, in which unit.
with known(place, title, table_name, header_rows, headers, heads, metric, unit) as (
  values
    ('detention', '^ICE Currently Detained by Processing Disposition', 'currently_detained_by_disposition', 1, '^(FRC|FSC|Adult|Total)$', null, 'people detained', 'people'),
    ('detention', '^ICE Currently Detained by Criminality and Arresting Agency', 'currently_detained_by_criminality', 1, '^((Percent )?(ICE|CBP)|Total)$', null, 'people detained', 'people'),
    ('detention', '^Average Time from USCIS Fear Decision', 'fear_decision_to_release', 1, '^(FRC|FSC|Adult|Total)$', null, 'average time from fear decision to release', 'days'),
    ('detention', 'with USCIS-Established Fear Decisions in an ICE Detention Facility', 'fear_decisions_detained', 1, '^Total Detained$', null, 'people detained', 'people'),
    ('detention', '^ICE Initial Book-Ins by Arresting Agency and Month', 'initial_book_ins_by_agency', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', null, 'initial book-ins', 'book-ins'),
    ('detention', '^ICE Initial Book-Ins by (Facility Type and )?Criminality', 'initial_book_ins_by_facility_type', 1, '^(Convicted Criminal|Pending Criminal Charges|Other Immigration Violator|Total)$', null, 'initial book-ins', 'book-ins'),
    ('detention', '^ICE Final (Releases|Book Outs) ?(by Facility Type)?:', 'final_book_outs_by_facility_type', 1, '^Total$', null, 'final book-outs', 'book-outs'),
    ('detention', '^ICE Removals:', 'removals', 1, '^(Removals|Total)$', null, 'removals', 'removals'),
    ('detention', '^ICE Final (Releases|Book Outs) by Release Reason', 'final_book_outs_by_reason', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|Convicted Criminal|Pending Criminal Charges|Other Immigration Violator)$', null, 'final book-outs', 'book-outs'),
    ('detention', '^ICE Average Daily Population by Arresting Agency', 'average_daily_population_by_agency', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', '^((CBP|ICE) )?Average$', 'average daily population', 'people'),
    ('detention', '^ICE Average Length of Stay by Arresting Agency', 'average_length_of_stay_by_agency', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', '^((CBP|ICE) )?Average$', 'average length of stay', 'days'),
    ('detention', '^ICE Average Daily Population by (Facility Type and )?Month', 'average_daily_population_by_facility_type', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', null, 'average daily population', 'people'),
    ('detention', '^ICE Average Length of Stay by (Facility Type and )?Month', 'average_length_of_stay_by_facility_type', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', null, 'average length of stay', 'days'),
    ('detention', '^ICE Average Length of Stay Adult Facility Type by Month', 'average_length_of_stay_adult_by_agency', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', null, 'average length of stay', 'days'),
    ('detention', 'with Positive Credible Fear Determination Parole Requested', 'parole_requested', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', null, 'people', 'people'),
    ('detention', 'with Positive Credible Fear Determination Parole Status', 'parole_status', 1, '^(Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Total|FY Overall)$', null, 'people', 'people'),
    ('detention', '^ICE Currently Detained of Stateless', 'stateless_detained', 1, '^Total$', null, 'people detained', 'people'),
    ('atd', '^ATD Active Population Counts and Daily Cost by Technology', 'atd_by_technology', 1, '^(Count|Daily Tech Cost)$', null, null, null),
    ('atd', '^ATD Active Population by Status', 'atd_by_status', 1, '^(Count|ALIP)$', null, null, null),
    ('atd', 'Court Appearance: Total Hearings', 'atd_hearings', 1, '^(Count|%)$', null, null, null),
    ('atd', 'Court Appearance: Final Hearings', 'atd_final_hearings', 1, '^(Count|%)$', null, null, null),
    ('atd', '^Active ATD Participants and Average Length in Program', 'atd_by_aor', 1, '^(Count|Average Length in Program)$', 'not a technology', null, null),
    ('bond', 'Bonded Out', 'bond_monthly', 1, '^20[0-9]{2}-[0-9]{2}-01$', null, null, null),
    ('segregation', '^(January|February|March|April|May|June|July|August|September|October|November|December) 20[0-9][0-9]( |$)', 'segregation_by_facility', 1, '^Placement Count$', null, 'people placed in segregation', 'people'),
    ('vulnerable', '^(Fiscal Year \(FY\)|FY) ?20[0-9][0-9] Quarter [1-4] Data', 'segregation_by_reason', 1, '^(Number of Placements|Average Number of (Consecutive|Cumulative) Days in Segregation)$', null, null, null),
    ('transgender', '^ICE (Detained )?Transgender', 'transgender_detained', 1, '^County?$', null, 'people', 'people'),
    ('iclos', '^Average In Custody Length of Stay', 'in_custody_length_of_stay', 3, '^(mid|end)$', null, 'average length of stay in custody', 'days'),
    ('iclos', '^Detainees$', 'detained_by_length_of_stay', 3, '^(mid|end)$', 'no number', 'people detained', 'people'),
    ('semiannual', '^United States Armed Forces', 'armed_forces', 1, '^(Arrests|Bookins|Removals)$', null, null, null),
    ('semiannual', '^United States Citizens? ', 'us_citizens', 1, '^(Arrests|Bookins|Removals)$', null, null, null),
    ('semiannual', '^Parents of USC', 'parents_of_us_citizens', 1, '^(Arrests|Bookins|Removals)$', null, null, null),
    ('semiannual', '^Temporary Protected Status Countries', 'tps_countries', 1, '^FY ?20[0-9]{2}( YTD)?$', null, null, null)
),

anchor as (
  select cell.snapshot, cell.sheet_original, cell.place, cell.r, cell.c, cell.s as title, known.table_name, known.header_rows, known.headers, known.heads, known.metric, known.unit
  from cell
  inner join known on known.place = cell.place and regexp_matches(cell.s, known.title)
  where cell.kind = 'text'
),

-- A table ends below where another title begins in its column or to its left, and on the right where one begins beside it above that.
below as (
  select a.*, coalesce(min(b.r), 10000000) as below_r
  from anchor as a
  left join anchor as b on b.snapshot = a.snapshot and b.sheet_original = a.sheet_original and b.r > a.r and b.c <= a.c
  group by all
),

wide as (
  select a.*, coalesce(min(b.c), 1000000) as right_c
  from below as a
  left join anchor as b on b.snapshot = a.snapshot and b.sheet_original = a.sheet_original and b.c > a.c and b.r >= a.r and b.r < a.below_r
  group by all
),

opened as (
  select w.*, min(cell.r) as header_r
  from wide as w
  inner join cell on cell.snapshot = w.snapshot and cell.sheet_original = w.sheet_original and cell.r > w.r and cell.r < w.below_r and cell.c >= w.c and cell.c < w.right_c
  group by all
)

select o.* exclude (header_rows),
  -- a table whose header row was left out: numbers stand right under the title
  case when o.header_rows = 1 and exists (select 1 from cell as n where n.snapshot = o.snapshot and n.sheet_original = o.sheet_original and n.r = o.header_r and n.c >= o.c and n.c < o.right_c and n.kind = 'number')
    then 0 else o.header_rows end as header_rows
from opened as o
