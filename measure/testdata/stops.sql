-- The worked examples of the methods of search_rate and hit_rate: two counties and a district.
insert into county (county_fips, state, county_name) values ('45001', 'SC', 'Example County'), ('45003', 'SC', 'Sample County');
insert into state values ('SC', '45', 'South Carolina'), ('RI', '44', 'Rhode Island');
insert into stop_count values
  ('figs', 'search.csv', '', 2, 'open-policing-counts', 'searches', 'stops', 'SC', '45001', '45001', 'Black drivers', 'black', 8, 200),
  ('figs', 'search.csv', '', 3, 'open-policing-counts', 'searches', 'stops', 'SC', '45001', '45001', 'White drivers', 'white', 10, 500),
  ('figs', 'search.csv', '', 4, 'open-policing-counts', 'searches', 'stops', 'SC', '45003', '45003', 'Black drivers', 'black', 30, 300),
  ('figs', 'search.csv', '', 5, 'open-policing-counts', 'searches', 'stops', 'SC', '45003', '45003', 'White drivers', 'white', 4, 50),
  ('figs', 'search.csv', '', 6, 'open-policing-counts', 'searches', 'stops', 'RI', 'Zone K1', null, 'Hispanic drivers', 'hispanic', 1, 9),
  ('figh', 'hit.csv', '', 2, 'open-policing-counts', 'hits', 'searches', 'SC', '45001', '45001', 'Black drivers', 'black', 12, 40),
  ('figh', 'hit.csv', '', 3, 'open-policing-counts', 'hits', 'searches', 'SC', '45001', '45001', 'White drivers', 'white', 45, 120),
  ('figh', 'hit.csv', '', 4, 'open-policing-counts', 'hits', 'searches', 'SC', '45003', '45003', 'Black drivers', 'black', 18, 30),
  ('figh', 'hit.csv', '', 5, 'open-policing-counts', 'hits', 'searches', 'SC', '45003', '45003', 'White drivers', 'white', 8, 12);
