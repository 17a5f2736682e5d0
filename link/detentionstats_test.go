package link

import (
	"testing"

	"detangle/lake"
)

// answerOf runs a step's SQL on tables that setup makes, and returns columns of
// its rows as text.
func answerOf(t *testing.T, step, setup, columns string) string {
	t.Helper()
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	if err := b.Engine().Exec(t.Context(), setup); err != nil {
		t.Fatal(err)
	}
	f, err := b.Engine().Query(t.Context(), "select "+columns+" as line from ("+SQL()["sql/"+step+".sql"]+")")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, line := range f.Strings("line") {
		got += line + "; "
	}
	return got
}

// October is printed as 30, then as 31; November goes on; the year so far is no restatement.
func TestANumberThatAnotherWorkbookPrintsOtherwiseIsARestatement(t *testing.T) {
	got := answerOf(t, "detention_restatement", `create table detention_stat as select * from (values
  ('w1', 'book_ins', date '2026-10-01', null, 'ICE', 30.0, date '2026-11-12', date '2026-11-14', 10),
  ('w2', 'book_ins', date '2026-10-01', null, 'ICE', 31.0, date '2026-12-10', date '2026-12-12', 10),
  ('w1', 'book_ins', date '2026-11-01', null, 'ICE', 15.0, date '2026-11-12', date '2026-11-14', 11),
  ('w2', 'book_ins', date '2026-11-01', null, 'ICE', 34.0, date '2026-12-10', date '2026-12-12', 11),
  ('w1', 'book_ins', null, null, 'ICE', 45.0, date '2026-11-12', date '2026-11-14', 12),
  ('w2', 'book_ins', null, null, 'ICE', 65.0, date '2026-12-10', date '2026-12-12', 12),
  ('w1', 'held', date '2026-10-01', 'mid', null, 80.00001, date '2026-11-12', date '2026-11-14', 13),
  ('w2', 'held', date '2026-10-01', 'mid', null, 80.0, date '2026-12-10', date '2026-12-12', 13),
  ('w1', 'atd_by_aor', null, null, null, 7.0, date '2026-11-12', date '2026-11-14', 14),
  ('w2', 'atd_by_aor', null, null, null, 8.0, date '2026-12-10', date '2026-12-12', 14),
  ('w2', 'placements', null, 'Q1', null, 9.0, date '2027-01-10', date '2027-01-12', 15),
  ('w3', 'placements', null, 'Q1', null, 6.0, date '2027-02-10', date '2027-02-12', 15))
  as t(snapshot, table_name, month, period, agency, value, pull_date, as_of, column_original),
  (select 2027 as fiscal_year, 'Detention' as sheet_original, 20 as row_original, 'J20' as cell, cast(null as varchar) as criminality, cast(null as varchar) as facility_type, cast(null as varchar) as category,
    cast(null as varchar) as population, cast(null as varchar) as aor, cast(null as varchar) as facility_name, 'count' as metric, 'people' as unit)`,
		"table_name || ' ' || coalesce(cast(month as varchar), period) || ' ' || snapshot_before || ' ' || snapshot_after || ' ' || cast(cast(difference as bigint) as varchar)")
	if want := "book_ins 2026-10-01 w1 w2 1; placements Q1 w2 w3 -3; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Two people are booked in in October, one of them twice and moved once; one
// stint has no person. The release ends within November.
func TestBookInsOfIndividualRecordsStandBesideThePrintedOnes(t *testing.T) {
	got := answerOf(t, "detention_reconciliation", `create table detention_stat as select * from (values
  ('w1', date '2026-10-01', 30.0, date '2026-11-12', date '2026-11-14', 10), ('w2', date '2026-10-01', 3.0, date '2026-12-10', date '2026-12-12', 10),
  ('w2', date '2026-11-01', 5.0, date '2026-12-10', date '2026-12-12', 11), ('w2', date '2026-12-01', 2.0, date '2026-12-10', date '2026-12-12', 12), ('w2', null, 10.0, date '2026-12-10', date '2026-12-12', 22))
  as t(snapshot, month, value, pull_date, as_of, column_original),
  (select 2027 as fiscal_year, 'Detention' as sheet_original, 20 as row_original, 'initial_book_ins_by_agency' as table_name, 'all' as agency);
create table stint as select 'ice-2026-11' as release, cast(person as uuid) as person, stay_book_in, book_in from (values
  ('00000000-0000-0000-0000-000000000001', timestamp '2026-10-01 00:00:00', timestamp '2026-10-01 00:00:00'),
  ('00000000-0000-0000-0000-000000000001', timestamp '2026-10-01 00:00:00', timestamp '2026-10-02 09:00:00'),
  ('00000000-0000-0000-0000-000000000001', timestamp '2026-10-20 08:00:00', timestamp '2026-10-20 08:00:00'),
  ('00000000-0000-0000-0000-000000000002', timestamp '2026-10-31 23:59:00', timestamp '2026-10-31 23:59:00'),
  (null, timestamp '2026-10-05 08:00:00', timestamp '2026-10-05 08:00:00'),
  ('00000000-0000-0000-0000-000000000003', timestamp '2026-11-12 08:00:00', timestamp '2026-11-12 08:00:00'))
  as s(person, stay_book_in, book_in)`,
		"release || ' ' || cast(month as varchar) || ' printed ' || cast(cast(published as bigint) as varchar) || ' counted ' || cast(counted as varchar) || ' without ' || cast(without_person as varchar) || case when whole then ' whole' else '' end")
	want := "ice-2026-11 2026-10-01 printed 3 counted 3 without 1 whole; ice-2026-11 2026-11-01 printed 5 counted 1 without 0; "
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
