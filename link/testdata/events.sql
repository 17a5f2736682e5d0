-- Made-up rows in the columns of the tables of individual records that are counted.
create table agreement (agency varchar, valid_from date);
insert into agreement values ('tx-example-county-sheriff', date '2025-03-10'), ('tx-example-county-sheriff', date '2025-06-01');
create table current_release (table_name varchar, fiscal_year bigint, release varchar, rule varchar, reason varchar);
insert into current_release select t, y, 'ice-2026-03', 'newest', '' from (values ('encounter'), ('arrest'), ('detainer'), ('stint'), ('removal')) as a(t), (values (2025), (2026)) as b(y);
create table place_of_facility (facility_code varchar, facility_name varchar);
insert into place_of_facility values ('EXAMPTX', 'EXAMPLE COUNTY JAIL');
create table detainer (record bigint, source varchar, release varchar, person uuid, program varchar, criminality varchar, threat_level varchar, citizenship varchar, gender varchar,
    birth_year bigint, entry_status varchar, msc_charge varchar);
create table detainer_event (record bigint, source varchar, release varchar, "current" boolean, month date, fiscal_year bigint, prepared date, state varchar, county_fips varchar, facility_code varchar,
    facility_name varchar, aor varchar, agency varchar, model varchar, model_certain boolean, request_class varchar, lift_reason varchar, outcome varchar, outcome_rule varchar,
    linked_lag_days bigint, dropped boolean, biometric_match boolean, statements_made boolean, nta_served boolean, deportation_ordered boolean, us_citizen_lift boolean);
-- Six hundred detainers in two states over a year; four of them, of two persons, are of 3 Other Immigration Violator in Iowa.
insert into detainer
select i, 'ice-detainers', 'ice-2026-03', cast('00000000-0000-0000-0000-' || lpad(cast(i as varchar), 12, '0') as uuid), 'ERO Criminal Alien Program',
    case when i % 3 = 0 then '2 Pending Criminal Charges' when i % 3 = 1 and i > 100 and i % 5 <> 0 then '3 Other Immigration Violator' else '1 Convicted Criminal' end, null, 'MEXICO', 'Male', 1990, null, null
from range(1, 601) as r(i);
update detainer set criminality = '3 Other Immigration Violator', person = cast('00000000-0000-0000-0000-00000000000' || cast(record % 2 as varchar) as uuid) where record in (15, 30, 45, 60);
insert into detainer_event
select i, 'ice-detainers', 'ice-2026-03', true, date_trunc('month', date '2024-10-01' + cast(i // 2 as integer)), 2025, date '2024-10-01' + cast(i // 2 as integer), case when i % 5 = 0 then 'IA' else 'TX' end,
    case when i % 5 <> 0 then '48001' end, case when i % 5 <> 0 then 'EXAMPTX' end, null, 'DAL', case when i % 5 <> 0 then 'tx-example-county-sheriff' end, case when i % 5 = 0 then null when i > 320 then 'JEM' else 'none' end,
    true, 'detainer', case when i % 2 = 0 then 'Booked into Detention' end, case when i % 2 = 0 then 'honoured' else 'unknown' end, 'lift reason', case when i % 2 = 0 then 3 end, i = 600, case when i % 4 = 0 then null else i % 4 = 1 end, i % 10 = 0, null, i <= 20, false
from range(1, 601) as r(i);
-- A record of one place, older, and a release that another has replaced.
insert into detainer_event values
    (9001, 'pa-detainers', 'pa-detainers', false, date '2008-05-01', 2008, date '2008-05-06', 'PA', '42001', null, 'MADE UP PRISON', null, null, null, null, 'unknown', 'Case Closed', 'unknown', null, null, false, null, null, null, null, false),
    (9002, 'ice-detainers', 'ice-2025-07', false, date '2025-01-01', 2025, date '2025-01-06', 'TX', '48001', 'EXAMPTX', null, 'DAL', 'tx-example-county-sheriff', 'none', true, 'detainer', null, 'unknown', null, null, false, null, true, null, null, false);
create table arrest (record bigint, source varchar, release varchar, person uuid, apprehended_at timestamp, method varchar, apprehension_type varchar, state varchar, aor varchar, program varchar,
    arresting_agency varchar, criminality varchar, threat_level varchar, citizenship varchar, gender varchar, birth_year bigint);
insert into arrest values
    (1, 'ice-arrests', 'ice-2026-03', null, timestamp '2025-02-03 10:00:00', 'Located', null, null, 'DAL', 'Fugitive Operations', 'ICE', null, null, null, null, null),
    (2, 'ice-arrests', 'ice-2026-03', null, timestamp '2025-02-03 11:00:00', 'Located', null, null, 'DAL', 'Fugitive Operations', 'ICE', null, null, null, null, null),
    (3, 'ice-arrests', 'ice-2026-03', null, timestamp '2025-08-09 11:00:00', 'Custodial Arrest', null, 'TX', 'DAL', 'ERO Criminal Alien Program', 'ICE', null, null, null, null, null),
    (4, 'ice-arrests', 'ice-2026-03', null, timestamp '0002-06-14 15:10:00', 'Boat Patrol', null, 'TX', 'DAL', 'Border Patrol', 'ICE', null, null, null, null, null);
create table arrest_place (record bigint, state varchar, rule varchar);
insert into arrest_place values (1, 'OK', 'duty-site');
create table duplicate (table_name varchar, record bigint, dropped boolean);
insert into duplicate values ('arrest', 2, true), ('arrest', 1, false), ('encounter', 3, true);
create table encounter (record bigint, source varchar, release varchar, person uuid, event_at timestamp, event_type varchar, landmark varchar, aor varchar, program varchar, criminality varchar,
    threat_level varchar, disposition varchar, birth_year bigint, citizenship varchar, gender varchar);
insert into encounter values
    (1, 'ice-encounters', 'ice-2026-03', null, timestamp '2025-02-03 10:00:00', 'CAP Local', 'SC INTEROPERABILITY LAFO', 'LOS', 'CAP', null, null, 'Detainer', null, null, null),
    (2, 'ice-encounters', 'ice-2026-03', null, timestamp '2025-02-04 10:00:00', 'CAP Local', 'CAP - LEE COUNTY JAIL, AL STATE', 'LOS', 'CAP', null, null, 'Detainer', null, null, null),
    (3, 'ice-encounters', 'ice-2026-03', null, timestamp '2025-02-04 10:00:00', 'CAP Local', 'STUART', 'LOS', 'CAP', null, null, 'Detainer', null, null, null),
    (4, 'ice-encounters', 'ice-2026-03', null, timestamp '2025-02-05 10:00:00', 'CAP Local', 'STUART', 'LOS', 'CAP', null, null, 'Detainer', null, null, null),
    (5, 'ice-encounters', 'ice-2026-03', null, timestamp '2025-02-05 10:00:00', 'CAP Local', null, 'LOS', 'CAP', null, null, 'Detainer', null, null, null);
