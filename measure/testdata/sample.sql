-- A small made-up ledger. Example County (TX) has a JEM that ends after the list of 1 April and a WSO that stays;
-- Sample City (FL) starts a TFM between 1 March and 1 April; Sample State Police (FL) prints no signing date.
insert into list values
    ('participating', 1, date '2025-03-01', 'aa', 'participatingAgencies03012025.xlsx', 3, true, null, 'high'),
    ('participating', 2, date '2025-04-01', 'bb', 'participatingAgencies04012025.xlsx', 4, true, null, 'high'),
    ('participating', 3, date '2025-04-21', 'xx', 'participatingAgencies04212025.xlsx', 3, false, 'a copy of an older list', 'low'),
    ('participating', 4, date '2025-05-01', 'cc', 'participatingAgencies05012025.xlsx', 3, true, null, 'medium'),
    ('participating', 5, date '2025-05-08', 'dd', 'participatingAgencies05082025.xlsx', 3, true, null, 'high'),
    ('participating', 6, date '2025-05-15', 'ee', 'participatingAgencies05152025.xlsx', 3, true, null, 'high'),
    ('pending', 1, date '2025-04-02', 'pp', 'pendingAgencies04022025.xlsx', 1, true, null, 'high'),
    ('pending', 2, date '2025-05-02', 'qq', 'pendingAgencies05022025.xlsx', 0, true, null, 'high');
insert into state values ('TX', '48', 'Texas'), ('FL', '12', 'Florida'), ('GA', '13', 'Georgia');
insert into county values
    ('48001', 'TX', 'Example County', 1000, 2023, 'census', 'county.csv', '', 2),
    ('12001', 'FL', 'Sample County', 500, 2023, 'census', 'county.csv', '', 3),
    ('13001', 'GA', 'Made Up County', null, null, null, null, null, null);
insert into agency values
    ('tx-example-county-sheriff', 'Example County Sheriff''s Office', 'TX', 'sheriff', 'county', false, '48001'),
    ('fl-sample-city-police', 'Sample City Police Department', 'FL', 'police', 'municipality', false, '12001'),
    ('fl-sample-state-police', 'Sample State Police', 'FL', 'state_police', 'state', true, null);
insert into observation
select kind, list_order, list_date, complete, agency, model, state, county_fips, agency_kind, date '2025-02-20', null, null, agency_raw, snapshot, 'x', 'Sheet1',
    1 + row_number() over (partition by snapshot order by agency, model)
from list join (values
    (1, 1, 'tx-example-county-sheriff', 'JEM', 'TX', '48001', 'sheriff', 'Example County Sheriff''s Office'),
    (1, 9, 'tx-example-county-sheriff', 'WSO', 'TX', '48001', 'sheriff', 'Example County Sheriff’s Office '),
    (2, 9, 'fl-sample-city-police', 'TFM', 'FL', '12001', 'police', 'Sample City Police Department'),
    (1, 9, 'fl-sample-state-police', 'TFM', 'FL', null, 'state_police', 'Sample State Police')
) as o(since, until, agency, model, state, county_fips, agency_kind, agency_raw)
    on kind = 'participating' and list_order >= since and list_order <= case when until = 1 then 2 else until end
where kind = 'participating' and complete;
insert into observation
select 'pending', 1, date '2025-04-02', true, 'tx-example-county-sheriff', 'TFM', 'TX', '48001', 'sheriff', null, null, null, 'Example County Sheriff''s Office', 'pp', 'x', 'Sheet1', 2;
insert into agreement values
    ('tx-example-county-sheriff/jem/1', 'tx-example-county-sheriff', 'Example County Sheriff''s Office', 'sheriff', 'TX', '48001', false, 'county', 'JEM', 1, 'ended',
     date '2020-06-09', date '2020-06-09', date '2020-06-09', 'signed', null, date '2025-03-01', date '2025-04-01', date '2025-05-01', date '2025-05-15', date '2025-03-01',
     null, 'aa', 'Sheet1', 3, 'bb', 'Sheet1', 4),
    ('tx-example-county-sheriff/wso/1', 'tx-example-county-sheriff', 'Example County Sheriff''s Office', 'sheriff', 'TX', '48001', false, 'county', 'WSO', 1, 'active',
     date '2025-02-20', date '2025-02-20', date '2025-02-20', 'signed', null, date '2025-03-01', date '2025-05-15', null, null, date '2025-03-01',
     null, 'aa', 'Sheet1', 4, 'ee', 'Sheet1', 4),
    ('fl-sample-city-police/tfm/1', 'fl-sample-city-police', 'Sample City Police Department', 'police', 'FL', '12001', false, 'municipality', 'TFM', 1, 'active',
     date '2025-03-20', date '2025-03-20', date '2025-03-20', 'signed', date '2025-03-01', date '2025-04-01', date '2025-05-15', null, null, date '2025-04-01',
     null, 'bb', 'Sheet1', 2, 'ee', 'Sheet1', 2),
    ('fl-sample-state-police/tfm/1', 'fl-sample-state-police', 'Sample State Police', 'state_police', 'FL', null, true, 'state', 'TFM', 1, 'active',
     null, null, date '2025-03-01', 'listed', null, date '2025-03-01', date '2025-05-15', null, null, date '2025-03-01',
     null, 'aa', 'Sheet1', 2, 'ee', 'Sheet1', 3);
insert into change values
    ('c1', 'new', 'fl-sample-city-police', 'Sample City Police Department', 'FL', '12001', 'TFM', 'fl-sample-city-police/tfm/1', date '2025-03-01', date '2025-04-01', date '2025-04-01',
     null, null, 'first listed', null, null, null, 'bb', 'Sheet1', 2),
    ('c2', 'ended', 'tx-example-county-sheriff', 'Example County Sheriff''s Office', 'TX', '48001', 'JEM', 'tx-example-county-sheriff/jem/1', date '2025-04-01', date '2025-05-01', date '2025-05-15',
     null, null, 'absent from three lists', 'bb', 'Sheet1', 4, null, null, null);
-- Example County is activated in October 2008, Sample County in April 2011, a municipio of Puerto Rico has no month.
insert into aor values ('ATL', 'Atlanta'), ('HOU', 'Houston');
insert into sc_activation values
    ('48001', 'TX', 'TX', 'EXAMPLE', '2008-10', date '2008-10-01', 'sc', 'activation_dates.csv', '', 2),
    ('12001', 'FL', 'FL', 'SAMPLE', '2011-4', date '2011-04-01', 'sc', 'activation_dates.csv', '', 3),
    ('72001', 'PR', 'PR', 'MADE UP', null, null, 'sc', 'activation_dates.csv', '', 4);
insert into removal_count values
    ('ICE', 'Atlanta', 'ATL', 'Oct 2023', date '2023-10-01', 2024, 'Criminal Conviction', 'convicted', 'MEXICO', 40, 'rm', 'removals.csv', '', 2),
    ('ICE', 'Atlanta', 'ATL', 'Oct 2023', date '2023-10-01', 2024, 'Other Immigration Violator', 'other immigration violator', 'MEXICO', 12, 'rm', 'removals.csv', '', 3),
    ('CBP', 'Houston', 'HOU', 'Oct 2023', date '2023-10-01', 2024, 'Criminal Conviction', 'convicted', 'MEXICO', 25, 'rm', 'removals.csv', '', 4),
    ('CBP', 'Nowhere', null, 'Sep 2023', date '2023-09-01', 2023, 'Criminal Conviction', 'convicted', 'MEXICO', 11, 'rm', 'removals.csv', '', 5),
    ('ICE', 'Atlanta', 'ATL', 'Sep 2023', date '2023-09-01', 2023, 'Criminal Conviction', 'convicted', 'MEXICO', 999, 'older', 'removals-older.csv', '', 2);
insert into facility values ('EXAMPTX', 'Example County Jail', 'TX', 'HOU', '48001'), ('SAMPLFL', 'Sample Processing Center', null, null, null);
insert into headcount values
    ('SAMPLFL', date '2011-09-30', 3, 'hc', 'headcount.csv', '', 2),
    ('EXAMPTX', date '2019-08-01', 120, 'hc', 'headcount.csv', '', 3),
    ('SAMPLFL', date '2019-08-01', 30, 'hc', 'headcount.csv', '', 4),
    ('EXAMPTX', date '2019-08-02', 118, 'hc', 'headcount.csv', '', 5);
-- Detention statistics: a workbook of fiscal year 2023, two of 2027; the second prints another October.
insert into detention_stat (table_name, fiscal_year, month, agency, criminality, facility_type, category, metric, value, unit, pull_date, as_of, snapshot, sheet_original, row_original, column_original) values
    ('initial_book_ins_by_agency', 2027, date '2026-10-01', 'all', null, null, null, 'initial book-ins', 30, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 1, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-10-01', 'ICE', null, null, null, 'initial book-ins', 20, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 2, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-10-01', 'CBP', null, null, null, 'initial book-ins', 10, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 3, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-11-01', 'all', null, null, null, 'initial book-ins', 5, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 4, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-11-01', 'ICE', null, null, null, 'initial book-ins', 5, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 5, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-11-01', 'CBP', null, null, null, 'initial book-ins', 0, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 6, 2),
    ('initial_book_ins_by_agency', 2027, null, 'all', null, null, null, 'initial book-ins', 35, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 7, 2),
    ('initial_book_ins_by_agency', 2027, null, 'ICE', null, null, null, 'initial book-ins', 25, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 8, 2),
    ('initial_book_ins_by_agency', 2027, null, 'CBP', null, null, null, 'initial book-ins', 10, 'book-ins', date '2026-11-12', date '2026-11-14', 'w1', 'Detention', 9, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-10-01', 'all', null, null, null, 'initial book-ins', 31, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 1, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-10-01', 'ICE', null, null, null, 'initial book-ins', 21, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 2, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-10-01', 'CBP', null, null, null, 'initial book-ins', 10, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 3, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-11-01', 'all', null, null, null, 'initial book-ins', 34, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 4, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-11-01', 'ICE', null, null, null, 'initial book-ins', 30, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 5, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-11-01', 'CBP', null, null, null, 'initial book-ins', 4, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 6, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-12-01', 'all', null, null, null, 'initial book-ins', 10, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 7, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-12-01', 'ICE', null, null, null, 'initial book-ins', 9, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 8, 2),
    ('initial_book_ins_by_agency', 2027, date '2026-12-01', 'CBP', null, null, null, 'initial book-ins', 1, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 9, 2),
    ('initial_book_ins_by_agency', 2027, null, 'all', null, null, null, 'initial book-ins', 75, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 10, 2),
    ('initial_book_ins_by_agency', 2027, null, 'ICE', null, null, null, 'initial book-ins', 60, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 11, 2),
    ('initial_book_ins_by_agency', 2027, null, 'CBP', null, null, null, 'initial book-ins', 15, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 12, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'all', 'all', null, 'initial book-ins', 75, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 13, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'convicted criminal', 'all', null, 'initial book-ins', 40, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 14, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'other immigration violator', 'all', null, 'initial book-ins', 35, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 15, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'all', 'adult', null, 'initial book-ins', 73, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 16, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'convicted criminal', 'adult', null, 'initial book-ins', 39, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 17, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'other immigration violator', 'adult', null, 'initial book-ins', 34, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 18, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'all', 'family', null, 'initial book-ins', 2, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 19, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'convicted criminal', 'family', null, 'initial book-ins', 1, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 20, 2),
    ('initial_book_ins_by_facility_type', 2027, null, null, 'other immigration violator', 'family', null, 'initial book-ins', 1, 'book-ins', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 21, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'all', null, 'all', 'final book-outs', 22, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 22, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'all', null, 'Bonded Out', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 23, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'convicted criminal', null, 'Bonded Out', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 24, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'all', null, 'Bond Set by ICE', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 25, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'convicted criminal', null, 'Bond Set by ICE', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 26, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'all', null, 'Release to Remove', 'final book-outs', 21, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 27, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'convicted criminal', null, 'Release to Remove', 'final book-outs', 12, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 28, 2),
    ('final_book_outs_by_reason', 2027, date '2026-10-01', null, 'other immigration violator', null, 'Release to Remove', 'final book-outs', 9, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 29, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'all', null, 'all', 'final book-outs', 22, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 30, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'all', null, 'Bonded Out', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 31, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'convicted criminal', null, 'Bonded Out', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 32, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'all', null, 'Bond Set by ICE', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 33, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'convicted criminal', null, 'Bond Set by ICE', 'final book-outs', 1, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 34, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'all', null, 'Release to Remove', 'final book-outs', 21, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 35, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'convicted criminal', null, 'Release to Remove', 'final book-outs', 12, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 36, 2),
    ('final_book_outs_by_reason', 2027, null, null, 'other immigration violator', null, 'Release to Remove', 'final book-outs', 9, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 37, 2),
    ('final_book_outs_by_facility_type', 2027, null, null, null, 'all', null, 'final book-outs', 22, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 38, 2),
    ('final_book_outs_by_facility_type', 2027, null, null, null, 'adult', null, 'final book-outs', 22, 'book-outs', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 39, 2),
    ('final_book_outs_by_reason', 2023, null, null, 'all', null, 'all', 'final releases', 9, 'releases', date '2023-10-04', date '2023-09-30', 'w0', 'Detention', 1, 2),
    ('final_book_outs_by_reason', 2023, null, null, 'all', null, 'Paroled', 'final releases', 9, 'releases', date '2023-10-04', date '2023-09-30', 'w0', 'Detention', 2, 2),
    ('final_book_outs_by_reason', 2023, null, null, 'convicted criminal', null, 'Paroled', 'final releases', 4, 'releases', date '2023-10-04', date '2023-09-30', 'w0', 'Detention', 3, 2),
    ('final_book_outs_by_reason', 2023, null, null, 'other immigration violator', null, 'Paroled', 'final releases', 5, 'releases', date '2023-10-04', date '2023-09-30', 'w0', 'Detention', 4, 2),
    ('removals', 2027, null, null, null, null, 'all', 'removals', 33, 'removals', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 40, 2),
    ('removals', 2027, null, null, null, null, 'with a FAMU Identifier', 'removals', 4, 'removals', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 41, 2),
    ('currently_detained_by_criminality', 2027, null, 'all', 'all', null, null, 'people detained', 90, 'people', date '2026-11-12', date '2026-11-15', 'w1', 'Detention', 10, 2),
    ('currently_detained_by_criminality', 2027, null, 'ICE', 'all', null, null, 'people detained', 60, 'people', date '2026-11-12', date '2026-11-15', 'w1', 'Detention', 11, 2),
    ('currently_detained_by_criminality', 2027, null, 'CBP', 'all', null, null, 'people detained', 30, 'people', date '2026-11-12', date '2026-11-15', 'w1', 'Detention', 12, 2),
    ('currently_detained_by_criminality', 2027, null, 'all', 'all', null, null, 'people detained', 100, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 42, 2),
    ('currently_detained_by_criminality', 2027, null, 'ICE', 'all', null, null, 'people detained', 70, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 43, 2),
    ('currently_detained_by_criminality', 2027, null, 'CBP', 'all', null, null, 'people detained', 30, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 44, 2),
    ('currently_detained_by_criminality', 2027, null, 'all', 'convicted criminal', null, null, 'people detained', 55, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 45, 2),
    ('currently_detained_by_criminality', 2027, null, 'all', 'other immigration violator', null, null, 'people detained', 45, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 46, 2),
    ('currently_detained_by_disposition', 2027, null, null, null, 'all', 'all', 'people detained', 100, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 47, 2),
    ('currently_detained_by_disposition', 2027, null, null, null, 'all', 'Other', 'people detained', 100, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 48, 2),
    ('currently_detained_by_disposition', 2027, null, null, null, 'adult', 'all', 'people detained', 98, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 49, 2),
    ('currently_detained_by_disposition', 2027, null, null, null, 'adult', 'Other', 'people detained', 98, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 50, 2),
    ('currently_detained_by_disposition', 2027, null, null, null, 'family', 'all', 'people detained', 2, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 51, 2),
    ('currently_detained_by_disposition', 2027, null, null, null, 'family', 'Other', 'people detained', 2, 'people', date '2026-12-10', date '2026-12-13', 'w2', 'Detention', 52, 2),
    ('average_daily_population_by_agency', 2027, date '2026-10-01', 'all', 'all', null, null, 'average daily population', 80, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 53, 2),
    ('average_daily_population_by_agency', 2027, date '2026-10-01', 'ICE', 'all', null, null, 'average daily population', 50, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 54, 2),
    ('average_daily_population_by_agency', 2027, date '2026-10-01', 'CBP', 'all', null, null, 'average daily population', 30, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 55, 2),
    ('average_daily_population_by_agency', 2027, null, 'all', 'all', null, null, 'average daily population', 85, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 56, 2),
    ('average_daily_population_by_agency', 2027, null, 'ICE', 'all', null, null, 'average daily population', 55, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 57, 2),
    ('average_daily_population_by_agency', 2027, null, 'CBP', 'all', null, null, 'average daily population', 30, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 58, 2),
    ('average_daily_population_by_facility_type', 2027, null, null, null, 'all', null, 'average daily population', 85, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 59, 2),
    ('average_daily_population_by_facility_type', 2027, null, null, null, 'adult', null, 'average daily population', 80, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 60, 2),
    ('average_daily_population_by_facility_type', 2027, null, null, null, 'family', null, 'average daily population', 5, 'people', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 61, 2),
    ('average_length_of_stay_by_agency', 2027, date '2026-10-01', 'all', 'all', null, null, 'average length of stay', 33, 'days', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 62, 2),
    ('average_length_of_stay_by_agency', 2027, date '2026-10-01', 'ICE', 'all', null, null, 'average length of stay', 40, 'days', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 63, 2),
    ('average_length_of_stay_by_agency', 2027, date '2026-10-01', 'CBP', 'all', null, null, 'average length of stay', 20, 'days', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 64, 2),
    ('average_length_of_stay_by_agency', 2027, null, 'all', 'all', null, null, 'average length of stay', 34, 'days', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 65, 2),
    ('average_length_of_stay_by_agency', 2027, null, 'ICE', 'all', null, null, 'average length of stay', 41, 'days', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 66, 2),
    ('average_length_of_stay_by_agency', 2027, null, 'CBP', 'all', null, null, 'average length of stay', 21, 'days', date '2026-12-10', date '2026-12-12', 'w2', 'Detention', 67, 2);
insert into detention_facility_stat values
    (2027, date '2026-12-10', 'EXAMPLE COUNTY JAIL', 'TX', 'HOU', 'IGSA', 50, 10, 'w2', 'Facilities', 11),
    (2027, date '2026-12-10', 'SAMPLE JAIL', 'FL', 'ATL', 'USMS IGA', 20, 10, 'w2', 'Facilities', 12);
insert into facility_match values ('w2', 'Facilities', 11, 'EXAMPTX', 'name and address', 'high', 1), ('w2', 'Facilities', 12, null, null, null, 0);
-- October is whole in both releases; November only begins in the newer one.
insert into detention_reconciliation values
    ('ice-2026-10', 2027, date '2026-10-01', 31, 29, 2, true, date '2026-10-31', date '2026-12-10', 'w2', 'Detention', 20, 10),
    ('ice-2026-11', 2027, date '2026-10-01', 31, 30, 1, true, date '2026-11-12', date '2026-12-10', 'w2', 'Detention', 20, 10),
    ('ice-2026-11', 2027, date '2026-11-01', 34, 10, 0, false, date '2026-11-12', date '2026-12-10', 'w2', 'Detention', 20, 11);
-- Two releases of detainers, of which the newer stands for 2025, and a local record of 2008; the national one has 12 in Texas under an agreement, 3 of them of a day that the ledger is not certain of.
insert into detainer_count values
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'EXAMPTX', 'EXAMPLE COUNTY JAIL', 'DAL', 'tx-example-county-sheriff', 'none', true, -5, 'detainer', 'Booked into Detention', 'CAP', 'honoured', 'lift reason', date '2024-10-02', date '2024-10-30', 20),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'TX', '48001', 'EXAMPTX', 'EXAMPLE COUNTY JAIL', 'DAL', 'tx-example-county-sheriff', 'WSO', true, 0, 'detainer', null, 'CAP', 'unknown', null, date '2025-03-02', date '2025-03-10', 9),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'TX', '48001', 'EXAMPTX', 'EXAMPLE COUNTY JAIL', 'DAL', 'tx-example-county-sheriff', 'WSO', false, 0, 'detainer', 'Detainer Declined by LEA', 'CAP', 'declined', 'lift reason', date '2025-03-02', date '2025-03-10', 3),
    ('ice-detainers', 'ice-2025-07', false, date '2025-03-01', 2025, 'TX', '48001', 'EXAMPTX', 'EXAMPLE COUNTY JAIL', 'DAL', 'tx-example-county-sheriff', 'WSO', true, 0, 'detainer', null, 'CAP', 'unknown', null, date '2025-03-02', date '2025-03-10', 11),
    ('pa-detainers', 'pa-detainers', false, date '2008-05-01', 2008, 'PA', '42001', 'MADE UP PRISON', 'MADE UP PRISON', null, null, null, true, null, 'unknown', 'Case Closed', null, 'unknown', null, date '2008-05-06', date '2008-05-09', 7);
insert into detainer_lag_count values
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'tx-example-county-sheriff', 'none', 0, date '2024-10-02', date '2024-10-30', 5),
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'tx-example-county-sheriff', 'none', 4, date '2024-10-02', date '2024-10-30', 15),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'TX', '48001', 'tx-example-county-sheriff', 'WSO', null, date '2025-03-02', date '2025-03-10', 12);
insert into detainer_basis_count values
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'none', true, 'detainer', 'biometric_match', 'ticked', date '2024-10-02', date '2024-10-30', 12),
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'none', true, 'detainer', 'biometric_match', 'not ticked', date '2024-10-02', date '2024-10-30', 4),
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'none', true, 'detainer', 'biometric_match', 'blank', date '2024-10-02', date '2024-10-30', 4),
    ('ice-detainers', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'none', true, 'detainer', 'nta_served', 'no column', date '2024-10-02', date '2024-10-30', 20),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'WSO', true, 'detainer', 'biometric_match', 'ticked', date '2025-03-02', date '2025-03-10', 5),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'WSO', false, 'detainer', 'biometric_match', 'ticked', date '2025-03-02', date '2025-03-10', 3),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'OK', null, 'DAL', null, null, true, 'detainer', 'biometric_match', 'blank', date '2025-03-02', date '2025-03-10', 4),
    ('ice-detainers', 'ice-2026-03', true, date '2025-03-01', 2025, 'TX', '48001', 'DAL', 'tx-example-county-sheriff', 'WSO', true, 'detainer', 'nta_served', 'no column', date '2025-03-02', date '2025-03-10', 12),
    ('pa-detainers', 'pa-detainers', false, date '2008-05-01', 2008, 'PA', '42001', null, null, null, true, 'unknown', 'biometric_match', 'no column', date '2008-05-06', date '2008-05-09', 7);
insert into arrest_count values
    ('ice-arrests', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', 'printed', 'DAL', 'CAP', 'CAP Local Incarceration', 'custodial', null, 'ICE', date '2024-10-02', date '2024-10-30', 30),
    ('ice-arrests', 'ice-2026-03', true, date '2024-11-01', 2025, 'OK', 'duty-site', 'DAL', 'Fugitive Operations', 'Located', 'at large', null, 'ICE', date '2024-11-02', date '2024-11-30', 6),
    ('ice-arrests', 'ice-2026-03', true, date '2024-11-01', 2025, null, null, 'DAL', 'Fugitive Operations', 'Boat Patrol', null, null, 'ICE', date '2024-11-02', date '2024-11-30', 4);
insert into encounter_count values ('ice-encounters', 'ice-2026-03', true, date '2024-10-01', 2025, 'LOS', 'CAP', 'CAP Local', 'interop_center', 'Detainer', date '2024-10-02', date '2024-10-30', 50);
insert into stay_count values ('ice-detentions', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', '48001', 'PIC', 'HAL', 'CAP', 'Removed', 'ended', date '2024-10-02', date '2024-10-30', 40);
insert into removal_event_count values ('ice-removals', 'ice-2026-03', true, date '2024-10-01', 2025, null, 'DAL', 'CAP', 'ICE', 'Removed', date '2024-10-02', date '2024-10-30', 33);
insert into pipeline_count values
    ('ddp', 'ddp-arrest-stay', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', 'arrest', 'stay', 'linked', date '2024-10-02', date '2024-10-30', 70),
    ('ddp', 'ddp-arrest-stay', 'ice-2026-03', true, date '2024-11-01', 2025, null, 'arrest', 'stay', 'no id', date '2024-11-02', date '2024-11-30', 8),
    ('detangle', 'min-cost', 'ice-2026-03', true, date '2024-10-01', 2025, 'TX', 'arrest', 'stay', 'linked', date '2024-10-02', date '2024-10-30', 70),
    ('detangle', 'min-cost', 'ice-2026-03', true, date '2024-12-01', 2025, 'OK', 'arrest', 'stay', 'linked', date '2024-12-01', date '2024-12-01', 5),
    ('detangle', 'min-cost', 'ice-2026-03', true, date '2024-11-01', 2025, null, 'arrest', 'stay', 'no id', date '2024-11-02', date '2024-11-30', 8),
    ('detangle', 'min-cost', 'ice-2025-07', false, date '2024-10-01', 2025, 'TX', 'arrest', 'stay', 'linked', date '2024-10-02', date '2024-10-30', 61);
insert into link_agreement values ('ice-2026-03', 'arrest', 'stay', 68, 2, 7), ('ice-2026-03', 'stay', 'removal', 30, 0, 1), ('ice-2025-07', 'arrest', 'stay', 50, 1, 1);
insert into release values ('ice-2026-03', 'arrest', 'a', date '2022-10-01', date '2026-03-10'), ('ice-2026-03', 'detainer', 'b', date '2022-10-01', date '2026-03-10'), ('ice-2025-07', 'detainer', 'c', date '2023-09-01', date '2025-07-29'),
    ('ice-2025-07', 'arrest', 'd', date '2023-09-01', date '2025-07-29');
insert into column_fill values ('detainer', 'ice-2026-03', 'biometric_match', 200, 151), ('detainer', 'ice-2026-03', 'prepared', 200, 200), ('detainer', 'ice-2025-07', 'biometric_match', 40, 0), ('detainer', '', 'prepared', 3, 3);
-- The family of detainers by criminality in two years; in 2024 the one category is too rare to name.
insert into attribute_cell values
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'year', 2024, null, null, '1 Convicted Criminal', 80, false),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'year', 2024, null, null, 'other', 20, false),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'year', 2025, null, null, '1 Convicted Criminal', 100, false),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'year', 2025, null, null, '2 Pending Criminal Charges', 60, false),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'state', 2025, null, 'TX', '1 Convicted Criminal', null, true),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'state', 2025, null, 'TX', '2 Pending Criminal Charges', 30, false),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'month', 2025, date '2024-10-01', null, '1 Convicted Criminal', 12, false),
    ('detainer', 'ice-detainers', 'ice-2026-03', 'criminality', 'month', 2025, date '2024-10-01', null, '2 Pending Criminal Charges', null, true);
insert into booking values
    ('b', 'b.csv', '', 2, 'a-jail', 'a-jail', 1, '00000000-0000-0000-0000-000000000001', '48001', 'America/Chicago', timestamp '2026-11-01 08:00:00', timestamp '2026-11-06 12:00:00',
     'DUI', timestamp '2026-11-05 10:00:00', 'PD', 'PR', false, true, true, false, 'Immigration'),
    ('b', 'b.csv', '', 3, 'a-jail', 'a-jail', 2, '00000000-0000-0000-0000-000000000001', '48001', 'America/Chicago', timestamp '2026-11-01 08:00:00', timestamp '2026-11-06 12:00:00',
     'HOLD IMMIGRAT', timestamp '2026-11-06 12:00:00', 'IMM', 'Immigration', true, true, true, false, 'Immigration');
insert into detention_stat (table_name, fiscal_year, category, aor, metric, value, unit, pull_date, as_of, snapshot, sheet_original, row_original, column_original) values
    ('atd_by_aor', 2027, 'all', 'all', 'participants', 5, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 101, 2),
    ('atd_by_aor', 2027, 'all', 'ATL', 'participants', 3, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 102, 2),
    ('atd_by_aor', 2027, 'SmartLINK', 'ATL', 'participants', 3, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 103, 2),
    ('atd_by_aor', 2027, 'all', 'HOU', 'participants', 2, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 104, 2),
    ('atd_by_aor', 2027, 'SmartLINK', 'HOU', 'participants', 1, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 105, 2),
    ('atd_by_aor', 2027, 'Ankle Monitor', 'HOU', 'participants', 1, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 106, 2),
    ('atd_by_status', 2027, 'FAMU', null, 'participants', 2, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 107, 2),
    ('atd_by_status', 2027, 'Single Adult', null, 'participants', 3, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 108, 2),
    ('atd_by_status', 2027, 'all', null, 'participants', 5, 'people', date '2026-12-10', date '2026-12-04', 'w2', 'ATD', 109, 2);
