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
