-- The worked examples of the methods of search_rate and hit_rate: two counties and a district as published, and one police with a department whose cells are withheld.
insert into county (county_fips, state, county_name) values ('45001', 'SC', 'Example County'), ('45003', 'SC', 'Sample County');
insert into state values ('SC', '45', 'South Carolina'), ('RI', '44', 'Rhode Island');
insert into stop_rate values
  ('searches', 'open-policing-counts', 'published', 'SC', '45001', '45001', 'Example County, SC', null, 'black', 8, 200, false, date '2011-01-01', date '2016-12-31', 'figs', '', 2),
  ('searches', 'open-policing-counts', 'published', 'SC', '45001', '45001', 'Example County, SC', null, 'white', 10, 500, false, date '2011-01-01', date '2016-12-31', 'figs', '', 3),
  ('searches', 'open-policing-counts', 'published', 'SC', '45003', '45003', 'Sample County, SC', null, 'black', 30, 300, false, date '2011-01-01', date '2016-12-31', 'figs', '', 4),
  ('searches', 'open-policing-counts', 'published', 'SC', '45003', '45003', 'Sample County, SC', null, 'white', 4, 50, false, date '2011-01-01', date '2016-12-31', 'figs', '', 5),
  ('searches', 'open-policing-counts', 'published', 'RI', null, 'RI Zone K1', 'Zone K1, RI', null, 'hispanic', 1, 9, false, date '2011-01-01', date '2016-12-31', 'figs', '', 6),
  ('hits', 'open-policing-counts', 'published', 'SC', '45001', '45001', 'Example County, SC', null, 'black', 12, 40, false, date '2011-01-01', date '2016-12-31', 'figh', '', 2),
  ('hits', 'open-policing-counts', 'published', 'SC', '45001', '45001', 'Example County, SC', null, 'white', 45, 120, false, date '2011-01-01', date '2016-12-31', 'figh', '', 3),
  ('hits', 'open-policing-counts', 'published', 'SC', '45003', '45003', 'Sample County, SC', null, 'black', 18, 30, false, date '2011-01-01', date '2016-12-31', 'figh', '', 4),
  ('hits', 'open-policing-counts', 'published', 'SC', '45003', '45003', 'Sample County, SC', null, 'white', 8, 12, false, date '2011-01-01', date '2016-12-31', 'figh', '', 5),
  ('searches', 'sc_sampleville', 'geography', 'SC', null, null, null, null, 'all', 60, 900, false, date '2014-01-02', date '2015-12-30', 'file', null, null),
  ('searches', 'sc_sampleville', 'geography', 'SC', null, null, null, null, 'black', 35, 400, false, date '2014-01-02', date '2015-12-30', 'file', null, null),
  ('searches', 'sc_sampleville', 'geography', 'SC', null, null, null, null, 'white', 25, 500, false, date '2014-01-02', date '2015-12-30', 'file', null, null),
  ('searches', 'sc_sampleville', 'department', 'SC', null, null, null, 'North', 'all', 40, 500, false, date '2014-01-02', date '2015-12-30', 'file', null, null),
  ('searches', 'sc_sampleville', 'department', 'SC', null, null, null, 'North', 'black', 27, 250, false, date '2014-01-02', date '2015-12-30', 'file', null, null),
  ('searches', 'sc_sampleville', 'department', 'SC', null, null, null, 'North', 'white', null, null, true, date '2014-01-02', date '2015-12-30', 'file', null, null),
  ('hits', 'sc_sampleville', 'geography', 'SC', null, null, null, null, 'all', 0, 0, false, date '2014-01-02', date '2015-12-30', 'file', null, null);
-- Estimates as the build makes them of these counts: the worked examples of the methods of disparity_benchmark and disparity_outcome.
insert into disparity_estimate by name select * from (values
  ('benchmark', 'open-policing-counts', 'state', 'SC', null, 'ratio_within', 'ratio', false, 1.5909090909, 0.8128, 3.1139, 0.174, 38, 500, 14, 550, 2, null),
  ('benchmark', 'open-policing-counts', 'police', null, null, 'ratio_within', 'ratio', false, 1.5909090909, 0.8128, 3.1139, 0.174, 38, 500, 14, 550, 2, null),
  ('benchmark', 'open-policing-counts', 'police', null, null, 'ratio', 'ratio', false, 2.9857142857, 1.6375, 5.4441, 0.0001, 38, 500, 14, 550, 1, null),
  ('benchmark', 'open-policing-counts', 'county', 'SC', '45001', 'ratio_within', 'ratio', false, 2.0, 0.8, 5.0, 0.13, 8, 200, 10, 500, 1, null),
  ('benchmark', 'open-policing-counts', 'county', 'SC', '45003', 'ratio_within', 'ratio', false, 1.25, 0.46, 3.4, 0.66, 30, 300, 4, 50, 1, null),
  ('benchmark', 'sc_sampleville', 'police', 'SC', null, 'ratio_within', 'ratio', true, null, null, null, null, null, null, null, null, 0, 'small_cell'),
  ('outcome', 'open-policing-counts', 'police', null, null, 'difference_within', 'difference', false, -0.0731481481, -0.2207, 0.0744, 0.33, 30, 70, 53, 132, 2, null)
) as v (test, source, scope, state, county_fips, estimator, unit, persons, value, low, high, p, cases, trials, against_cases, against_trials, strata, refusal_code);
update disparity_estimate set period = 'all', compared = 'black', against = 'white', unstable = false, dropped = 0, sentence = 'A sentence.', concordance = 'neither', refusal_reason = case when refusal_code is not null then 'a count is small' end;
insert into disparity_family values ('benchmark', 'ratio_within', 'black', 'county', 'all', 2, 0, 1, 1.0, 1.6, 0.2, null, null, 1.0);
insert into disparity_record values
  ('benchmark', 'open-policing-counts', date '2011-01-01', date '2016-12-31', 1059, 'figs'), ('outcome', 'open-policing-counts', date '2011-01-01', date '2016-12-31', 202, 'figh'),
  ('benchmark', 'sc_sampleville', date '2014-01-02', date '2015-12-30', 900, 'file');
-- Six districts in which three groups were searched: enough for the threshold test, which nobody has computed.
insert into stop_count by name
  select 'figs' as snapshot, 'open-policing-counts' as source, e.event, 'SC' as state, 'D' || d.d as place, r.race, case e.event when 'searches' then 20 + d.d else 8 + d.d end as events, case e.event when 'searches' then 400 else 20 + d.d end as base
  from range(6) as d(d), (values ('white'), ('black'), ('hispanic')) as r(race), (values ('searches'), ('hits')) as e(event);
