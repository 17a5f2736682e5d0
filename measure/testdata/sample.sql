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
