-- A made-up ledger of the size of the real one after some years: 110,000 rows on 100 lists, 2,000 agreements.
insert into list
select 'participating', 1 + n, date '2021-01-01' + cast(n * 18 as integer), 'snapshot' || n, 'list' || n || '.xlsx', 1100, true, null, 'high' from range(100) as r(n);
insert into state select 'S' || n, cast(n as text), 'State ' || n from range(50) as r(n);
insert into county select lpad(cast(n as text), 5, '0'), 'S' || (n % 50), 'County ' || n, 100 * n, 2023, 'census', 'county.csv', '', n from range(3000) as r(n);
insert into agency select 'agency-' || n, 'Agency ' || n, 'S' || (n % 50), 'sheriff', 'county', false, lpad(cast(n as text), 5, '0') from range(1500) as r(n);
insert into observation
select 'participating', 1 + l.n, date '2021-01-01' + cast(l.n * 18 as integer), true, 'agency-' || (a.n % 900), case when a.n % 3 = 0 then 'JEM' when a.n % 3 = 1 then 'WSO' else 'TFM' end,
    'S' || (a.n % 50), lpad(cast(a.n % 900 as text), 5, '0'), 'sheriff', null, null, null, 'Agency ' || (a.n % 900), 'snapshot' || l.n, 'list', 'Sheet1', 2 + a.n
from range(100) as l(n) cross join range(1100) as a(n);
insert into agreement
select 'agency-' || (n % 1500) || '/' || n, 'agency-' || (n % 1500), 'Agency ' || (n % 1500), 'sheriff', 'S' || (n % 50), lpad(cast(n % 1500 as text), 5, '0'), false, 'county',
    case when n % 3 = 0 then 'JEM' when n % 3 = 1 then 'WSO' else 'TFM' end, 1, 'active', null, null, date '2021-01-01' + cast(n as integer), 'signed', null,
    date '2021-01-01' + cast(n as integer), date '2025-11-17', null, null, date '2021-01-01' + cast(n as integer), null, 'a', 'Sheet1', 1, 'b', 'Sheet1', 2
from range(2000) as r(n);
insert into change
select 'c' || n, 'new', 'agency-' || (n % 1500), 'Agency ' || (n % 1500), 'S' || (n % 50), lpad(cast(n % 1500 as text), 5, '0'), 'JEM', 'agency-' || (n % 1500) || '/' || n,
    date '2021-01-01' + cast(n - 1 as integer), date '2021-01-01' + cast(n as integer), date '2021-01-01' + cast(n as integer), null, null, '', null, null, null, 'a', 'Sheet1', 1
from range(1, 1700) as r(n);
