-- The tables of the lake that measures read, as docs/tables.md describes them.
create table list (kind text, list_order bigint, list_date date, snapshot text, file_original text, rows bigint, complete boolean, incomplete_reason text, confidence text);
create table state (state text, state_fips text, state_name text);
create table county (county_fips text, state text, county_name text, population bigint, population_year bigint, snapshot text, file_original text, sheet_original text, row_original bigint);
create table observation (kind text, list_order bigint, list_date date, complete boolean, agency text, model text, state text, county_fips text, agency_kind text, signed date,
    moa_target text, addendum_target text, agency_raw text, snapshot text, file_original text, sheet_original text, row_original bigint);
create table agency (agency text, name text, state text, kind text, level text, statewide boolean, county_fips text);
create table agreement (agreement text, agency text, agency_name text, agency_kind text, state text, county_fips text, statewide boolean, level text, model text, spell bigint, status text,
    signed date, signed_first date, valid_from date, valid_from_basis text, listed_after date, listed_since date, last_seen date, absent_from date, ended_known date, known_from date,
    switched_from text, first_snapshot text, first_sheet text, first_row bigint, last_snapshot text, last_sheet text, last_row bigint);
create table change (change text, type text, agency text, agency_name text, state text, county_fips text, model text, agreement text, after_date date, by_date date, known_from date,
    old text, new text, detail text, before_snapshot text, before_sheet text, before_row bigint, after_snapshot text, after_sheet text, after_row bigint);
create table aor (aor text, name text);
create table sc_activation (county_fips text, state_raw text, state text, county_raw text, activated_raw text, activated date, snapshot text, file_original text, sheet_original text, row_original bigint);
create table removal_count (arresting_agency text, aor_raw text, aor text, month_raw text, month date, fiscal_year bigint, criminality_raw text, criminality text, citizenship text, removals bigint,
    snapshot text, file_original text, sheet_original text, row_original bigint);
create table headcount (facility text, date date, people bigint, snapshot text, file_original text, sheet_original text, row_original bigint);
create table facility (facility text, name text, state text, aor text, county_fips text);
create table detention_stat (table_name text, fiscal_year bigint, month date, agency text, criminality text, facility_type text, category text, metric text, value double, unit text, pull_date date, as_of date,
    snapshot text, sheet_original text, row_original bigint, column_original bigint, aor text);
create table detention_facility_stat (fiscal_year bigint, pull_date date, name text, state text, aor text, type_detailed text, adp double, adp_column bigint, snapshot text, sheet_original text, row_original bigint);
create table facility_match (snapshot text, sheet_original text, row_original bigint, facility text, method text, confidence text, candidates bigint);
create table detention_reconciliation (release text, fiscal_year bigint, month date, published double, counted bigint, without_person bigint, whole boolean, release_reaches date, pull_date date,
    snapshot text, sheet_original text, row_original bigint, column_original bigint);
create table detainer_count (source text, release text, current boolean, month date, fiscal_year bigint, state text, county_fips text, facility text, facility_name text, aor text, agency text, model text,
    model_certain boolean, since_agreement bigint, request_class text, lift_reason text, program text, outcome text, outcome_rule text, first_day date, last_day date, events bigint);
create table citizen_lift (counted_of text, lift_reason text, events bigint);
create table detainer_lag_count (source text, release text, current boolean, month date, fiscal_year bigint, state text, county_fips text, agency text, model text, lag_days bigint, first_day date, last_day date,
    events bigint);
create table detainer_basis_count (source text, release text, current boolean, month date, fiscal_year bigint, state text, county_fips text, aor text, agency text, model text, model_certain boolean,
    request_class text, box text, standing text, first_day date, last_day date, events bigint);
create table arrest_count (source text, release text, current boolean, month date, fiscal_year bigint, state text, state_rule text, aor text, program text, method text, method_class text, apprehension_type text,
    arresting_agency text, first_day date, last_day date, events bigint);
create table encounter_count (source text, release text, current boolean, month date, fiscal_year bigint, aor text, program text, event_type text, landmark_class text, disposition text, first_day date,
    last_day date, events bigint);
create table stay_count (source text, release text, current boolean, month date, fiscal_year bigint, state text, county_fips text, facility text, aor text, program text, release_reason text, status text,
    first_day date, last_day date, events bigint);
create table removal_event_count (source text, release text, current boolean, month date, fiscal_year bigint, state text, aor text, program text, arresting_agency text, disposition text, first_day date, last_day date,
    events bigint);
create table pipeline_count (mode text, rule text, release text, current boolean, month date, fiscal_year bigint, state text, from_table text, to_table text, standing text, first_day date, last_day date, events bigint);
create table link_agreement (release text, from_table text, to_table text, same bigint, ddp_alone bigint, detangle_alone bigint);
create table column_fill (table_name text, release text, column_name text, rows bigint, filled bigint);
create table release (release text, table_name text, snapshot text, covers_from date, covers_to date);
create table attribute_cell (table_name text, source text, release text, attribute text, layout text, fiscal_year bigint, month date, state text, category text, events bigint, withheld boolean);
create table booking (snapshot text, file_original text, sheet_original text, row_original bigint, source text, release text, record bigint, booking uuid, county_fips text, zone text, booked_at timestamp, released_at timestamp,
    charge text, charge_released_at timestamp, jurisdiction text, disposition text, immigration_charge boolean, immigration_hold boolean, to_immigration boolean, cancelled_detainer boolean, final_disposition text);
create table stop_rate (event text, source text, layout text, state text, county_fips text, place text, place_name text, department text, race text, events bigint, base bigint, withheld boolean, first_day date, last_day date,
    snapshot text, sheet_original text, row_original bigint);
create table disparity_estimate (test text, source text, scope text, state text, county_fips text, department text, period text, agreement_change text, compared text, against text, estimator text, unit text, persons boolean,
  value double, low double, high double, se double, p double, q double, q_any double, local_fdr double, shrunk double, shrunk_low double, shrunk_high double, rank_low bigint, rank_high bigint, funnel text,
  missing_share double, missing_low double, missing_high double, surname_value double, surname_low double, surname_high double, cases bigint, trials bigint, against_cases bigint, against_trials bigint, strata bigint, dropped bigint, unstable boolean, concordance text,
  sentence text, refusal_code text, refusal_reason text, refusal_closing text);
create table disparity_family (test text, estimator text, compared text, scope text, period text, tests bigint, refused bigint, too_few bigint, pi0 double, mean double, spread double, null_mean double, null_sd double, excess double);
create table disparity_detainer (kind text, source text, period text, agreement_change text, county_fips text, compared text, against text, within text, cases bigint, trials bigint, against_cases bigint, against_trials bigint, missing_cases bigint, missing_trials bigint);
create table stop_race_cell (geography text, result text, layout text, county_fips text, department text, race text, stops bigint, withheld boolean);
create table stop_period (source text, scope text, state text, county_fips text, department text, agency text, agreement_change text, models_before text, models_after text, after_date date, by_date date, known_by text,
  before_from date, before_to date, after_from date, after_to date, months_before bigint, months_left_out bigint, months_after bigint, doubt text);
create table disparity_record (test text, source text, first_day date, last_day date, base bigint, snapshot text);
create table stop_count (snapshot text, file_original text, sheet_original text, row_original bigint, source text, event text, base_of text, state text, place text, county_fips text, race_raw text, race text, events bigint, base bigint);
create table stop_place (snapshot text, geography text, state text, place bigint, department text, county_raw text, district text, county_fips text, county_rule text, stops bigint, with_time bigint, with_race bigint, hispanic bigint, with_surname bigint, hispanic_by_surname bigint,
  with_search bigint, searches bigint, with_hit bigint, hits bigint, with_basis bigint, lat double, lng double, first_day date, last_day date);
create table stop_cell (snapshot text, place bigint, month date, weekday bigint, type text, race text, race_by_surname text, stops bigint, with_search bigint, searches bigint, with_hit bigint, hits bigint, with_basis bigint,
  discretionary bigint, discretionary_with_hit bigint, discretionary_hits bigint, with_arrest bigint, arrests bigint);
create table veil_clock (source text, scope text, state text, county_fips text, department text, compared text, against text, minute bigint, dark boolean, share double);
create table risk_overlap (source text, state text, race text, risk_from double, risk_to double, share double);
