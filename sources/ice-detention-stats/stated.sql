-- Reads number, aors.
-- Makes stated: one row per number, with what it counts and of whom as columns. A table's own total over a key is written all; a key that the table does not have is NULL.
with keyed as (
  select m.*,
    case when m.month is null or m.table_name in ('parole_requested', 'parole_status') then m.year else year(m.month + to_months(3)) end as fiscal_year,
    case
      when m.table_name = 'currently_detained_by_criminality' then regexp_replace(m.header, '^Percent ', '')
      when m.table_name in ('initial_book_ins_by_agency', 'average_length_of_stay_adult_by_agency') then m.label
      when m.table_name in ('average_daily_population_by_agency', 'average_length_of_stay_by_agency') then coalesce(nullif(regexp_replace(m.head, ' ?Average$', ''), ''), 'Total')
    end as agency_label,
    case
      when m.table_name = 'currently_detained_by_criminality' then m.label
      when m.table_name = 'initial_book_ins_by_facility_type' then m.header
      when m.table_name = 'final_book_outs_by_reason' then case when m.by_month then coalesce(m.label_2, 'Total') else m.header end
      when m.table_name in ('average_daily_population_by_agency', 'average_length_of_stay_by_agency') then case when m.is_head then 'Total' else m.label end
    end as criminality_label,
    case
      when m.table_name in ('currently_detained_by_disposition', 'fear_decision_to_release') then m.header
      when m.table_name in ('initial_book_ins_by_facility_type', 'final_book_outs_by_facility_type', 'average_daily_population_by_facility_type', 'average_length_of_stay_by_facility_type', 'fear_decisions_detained') then m.label
      when m.table_name = 'average_length_of_stay_adult_by_agency' then 'Adult'
    end as facility_type_label,
    case
      when m.table_name in ('currently_detained_by_disposition', 'final_book_outs_by_reason', 'removals', 'atd_by_technology', 'atd_by_status', 'atd_hearings', 'atd_final_hearings', 'segregation_by_reason', 'transgender_detained', 'tps_countries') then m.label
      when m.table_name = 'atd_by_aor' then case when m.is_head then 'Total' else m.label end
      when m.table_name = 'parole_status' then m.label_2
      when m.table_name = 'detained_by_length_of_stay' then m.label
    end as category_label,
    case m.table_name when 'detained_by_length_of_stay' then m.head when 'in_custody_length_of_stay' then m.label end as population_label,
    case when m.table_name = 'atd_by_aor' then m.head when m.table_name = 'transgender_detained' and not regexp_matches(m.label, '(?i)total|final order|^currently detained$') then m.label end as aor_label,
    case when m.table_name in ('stateless_detained', 'segregation_by_facility') then m.label end as facility_label,
    case when m.table_name = 'stateless_detained' then m.label_2 end as facility_code
  from number as m
)
-- The columns of detention_stat.
select k.snapshot, k.sheet_original, k.row_r, k.value_c, k.table_name, k.fiscal_year, k.pull_date, k.pull_rule, k.as_of, k.month,
  case
    when k.header_rows = 3 then lower(k.header)
    when k.table_name = 'segregation_by_reason' then 'Q' || regexp_extract(k.title, 'Quarter ([1-4])', 1)
  end as period,
  case lower(k.agency_label) when 'ice' then 'ICE' when 'cbp' then 'CBP' when 'total' then 'all' end as agency,
  case lower(k.criminality_label) when 'convicted criminal' then 'convicted criminal' when 'pending criminal charges' then 'pending criminal charges'
    when 'other immigration violator' then 'other immigration violator' when 'non-criminal' then 'non-criminal' when 'total' then 'all' end as criminality,
  case lower(k.facility_type_label) when 'adult' then 'adult' when 'frc' then 'family' when 'fsc' then 'family' when 'total' then 'all' end as facility_type,
  case
    when regexp_matches(k.category_label, '^(?i)(grand )?total$') then 'all'
    when k.table_name = 'segregation_by_reason' and regexp_matches(k.category_label, '^Medical') then 'Medical/Mental Health'
    when k.table_name = 'transgender_detained' then case when regexp_matches(k.label, '(?i)without final order') then 'without a final order' when regexp_matches(k.label, '(?i)with final order') then 'with a final order' when regexp_matches(k.label, '(?i)location') then 'all areas' else 'all' end
    when k.table_name = 'removals' then regexp_replace(k.category_label, '^Removals with an? (.*)$', 'with a \1')
    when k.table_name = 'final_book_outs_by_reason' and lower(k.category_label) = 'order of supervision' then 'Order of Supervision'
    when k.place = 'atd' and lower(k.category_label) = 'veriwatch' then 'VeriWatch'
    when k.place = 'atd' then regexp_replace(k.category_label, ' Technology$', ' Tech')
    else k.category_label
  end as category,
  case
    when regexp_matches(k.population_label, '^Total$') then 'all'
    when regexp_matches(k.population_label, '^Adult Facility') then 'adult facilities'
    when regexp_matches(k.population_label, '^F[RS]C Facility') then 'family facilities'
    when regexp_matches(k.population_label, '^(Post-Determination for Adult|Single Adults)') then 'adults with a positive fear determination'
    when regexp_matches(k.population_label, '^(Post-Determination for F[RS]C|Family Units)') then 'families with a positive fear determination'
    else k.population_label
  end as population,
  case when k.aor_label = 'Total' or k.table_name = 'transgender_detained' and k.aor_label is null then 'all' else aors.aor end as aor,
  k.aor_label,
  case when regexp_matches(k.facility_label, '^(?i)(grand )?total$') then 'all' else k.facility_label end as facility_name,
  k.facility_code,
  case
    when k.table_name = 'currently_detained_by_criminality' and starts_with(k.header, 'Percent') then 'share of people detained'
    when k.place = 'atd' and k.header = 'Count' and contains(k.table_name, 'hearings') then 'hearings'
    when k.place = 'atd' and k.header = 'Count' then 'participants'
    when k.place = 'atd' and k.header = '%' then 'share of hearings'
    when k.place = 'atd' and k.header = 'Daily Tech Cost' then 'daily cost of technology'
    when k.place = 'atd' then 'average length in program'
    when k.table_name = 'bond_monthly' then case
      when regexp_matches(k.label, '^Total ICE Final') then case when k.month < date '2023-10-01' then 'final releases' else 'final book-outs' end
      when regexp_matches(k.label, '^ICE Final .* with Bond Posted$') then case when k.month < date '2023-10-01' then 'final releases with bond posted' else 'final book-outs with bond posted' end
      when regexp_matches(k.label, '^Bond Posted .*%') then 'share with bond posted'
      when regexp_matches(k.label, '^Average Bond Amount') then 'average bond amount'
      when regexp_matches(k.label, '^ALOS') then 'average length of stay'
    end
    when k.table_name = 'segregation_by_reason' then case k.header when 'Number of Placements' then 'placements' when 'Average Number of Consecutive Days in Segregation' then 'average consecutive days' when 'Average Number of Cumulative Days in Segregation' then 'average cumulative days' end
    when k.place = 'semiannual' then lower(replace(regexp_extract(k.title, '(Arrests|Bookins|Removals)', 1), 'Bookins', 'Book-ins'))
    when k.table_name = 'transgender_detained' then case when regexp_matches(k.label, '(?i)book-in') or regexp_matches(k.title, 'Detained Transgender') then 'book-ins' else 'people detained' end
    when k.metric = 'final book-outs' and contains(k.title, 'Releases') then 'final releases'
    else k.metric
  end as metric,
  k.v, k.text, k.title, k.head, k.label, k.label_2,
  coalesce(k.month_over || ' ' || k.year_over || ' ' || k.header, k.header) as column_label,
  k.agency_label, k.criminality_label, k.facility_type_label,
  k.unit, k.year_inferred, k.header_rows, k.is_head, k.place, k.by_month
from keyed as k
left join aors on aors.spelling = aor_key(regexp_replace(k.aor_label, '(?i)washington ?dc', 'washington'))
