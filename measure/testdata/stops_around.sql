-- Six counties in which an agreement begins in the midst of 2015, each a month after the one before, and a seventh where it ended: 100 stops of each group a month, 20 searches before and 30 after, of which 10 find something. County 1 changes once more, and county 6 had a doubtful change earlier.
insert into stop_place (snapshot, geography, state, place, department, county_fips, first_day, last_day)
  select 'file', 'ex_statewide', 'EX', c.c, 'Police ' || c.c, '9900' || c.c, date '2014-01-01', date '2016-12-31' from range(1, 8) as c (c);
insert into stop_cell (snapshot, place, month, weekday, race, stops, with_search, searches, with_hit, hits, with_basis)
  select 'file', c.c, m.month, 0, r.race, 100, 100, case when m.month < date '2015-05-01' + to_months(cast(c.c as integer)) then 20 else 30 end, case when m.month < date '2015-05-01' + to_months(cast(c.c as integer)) then 20 else 30 end, 10, 0
  from range(1, 8) as c (c), (select cast(d.d as date) as month from range(date '2014-01-01', date '2017-01-01', interval 1 month) as d (d)) as m, (values ('white'), ('black'), ('hispanic')) as r (race);
insert into stop_period by name
  select 'ex_statewide' as source, 'county' as scope, 'EX' as state, '9900' || c.c as county_fips, '9900' || c.c || '/2015' as agreement_change,
    case when c.c = 7 then 'WSO' else 'none' end as models_before, case when c.c = 7 then 'none' else 'WSO' end as models_after, date '2015-05-15' + to_months(cast(c.c as integer)) as by_date,
    date '2014-01-01' as before_from, date '2015-04-01' + to_months(cast(c.c as integer)) as before_to, date '2015-06-01' + to_months(cast(c.c as integer)) as after_from, date '2016-06-01' as after_to
  from range(1, 8) as c (c);
insert into stop_period by name select 'ex_statewide' as source, 'county' as scope, '99001' as county_fips, '99001/2016' as agreement_change, 'none' as models_before, 'JEM' as models_after, date '2016-09-15' as by_date,
  date '2016-07-01' as before_from, date '2016-08-01' as before_to, date '2016-10-01' as after_from, date '2016-12-01' as after_to;
insert into stop_period by name select 'ex_statewide' as source, 'county' as scope, '99006' as county_fips, '99006/2014' as agreement_change, 'none' as models_before, 'WSO' as models_after, date '2014-09-15' as by_date, 'a doubt' as doubt,
  date '2014-01-01' as before_from, date '2014-08-01' as before_to, date '2014-10-01' as after_from, date '2014-12-01' as after_to;
-- The family lays out departments; one count of Police 2 is withheld.
insert into stop_race_cell
  select 'ex_statewide', r.result, l.layout, null, case when l.layout = 'department' then 'Police ' || c.c end, g.race, 100, l.layout = 'department' and c.c = 2 and g.race = 'black' and r.result = 'hit'
  from range(1, 8) as c (c), (values ('not searched'), ('hit'), ('searched without a hit')) as r (result), (values ('white'), ('black'), ('hispanic')) as g (race), (values ('department'), ('geography')) as l (layout)
  where l.layout = 'department' or c.c = 1;
