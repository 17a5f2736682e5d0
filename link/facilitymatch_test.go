package link

import (
	"os"
	"testing"

	"detangle/lake"
)

func codesOf(keys ...facilityKey) *facilityCodes {
	c := &facilityCodes{states: map[string]string{}, byName: map[string][]facilityKey{}, byStreet: map[string][]facilityKey{}, printed: map[string]map[string]string{"SAMPLE COUNTY JAIL": {"SAMPLFL": ""}, "EXAMPLE CENTER": {"EXAMPGA": ""}}}
	for _, k := range keys {
		k.name, k.street, k.city = foldFacility(k.name), foldStreet(k.street), spellOut(k.city, nil)
		c.states[k.code] = k.state
		c.byName[k.name] = append(c.byName[k.name], k)
		c.byStreet[k.state+" "+k.city] = append(c.byStreet[k.state+" "+k.city], k)
	}
	return c
}

// A code is given only where exactly one fits.
func TestAFacilityIsFoundByNameAndAddressOrNotAtAll(t *testing.T) {
	codes := codesOf(
		facilityKey{"EXAMPTX", "Example Co. Det Ctr (CDF)", "12 N. Main St.", "Springfield", "TX"},
		facilityKey{"EXAMATX", "Example Annex", "12 North Main Street", "Springfield", "TX"},
		facilityKey{"RIVERMS", "River Correctional Facility", "HWY 7", "Natchez", "MS"},
		facilityKey{"OAKAAGA", "Oak Jail", "1 Oak Rd", "Macon", "GA"},
		facilityKey{"OAKBBGA", "Oak Jail", "2 Oak Rd", "Macon", "GA"},
	)
	for _, c := range []struct {
		why, name, street, city, state, code, method string
		candidates                                   int
	}{
		{"abbreviations", "EXAMPLE COUNTY DETENTION CENTER", "12 NORTH MAIN STREET", "SPRINGFIELD", "TX", "EXAMPTX", "name and address", 1},
		{"the name in its city, another address", "RIVER CORRECTIONAL FACILITY", "20 HOBO FORK RD.", "NATCHEZ", "MS", "RIVERMS", "name and city", 1},
		{"the same name in another state", "RIVER CORRECTIONAL FACILITY", "HWY 7", "NATCHEZ", "LA", "", "", 0},
		{"two codes of one name in one city", "OAK JAIL", "3 OAK ROAD", "MACON", "GA", "", "", 2},
		{"one of the two by its address", "OAK JAIL", "2 OAK ROAD", "MACON", "GA", "OAKBBGA", "name and address", 1},
		{"ICE's own table of codes", "SAMPLE COUNTY JAIL", "", "ALBANY", "FL", "SAMPLFL", "code list", 1},
		{"a new name at a known address", "EXAMPLE PROCESSING CTR", "12 N MAIN ST", "SPRINGFIELD", "TX", "", "", 2},
		{"a new name at the address of one", "RIVER ICE PROCESSING CENTER", "HWY 7", "NATCHEZ", "MS", "RIVERMS", "address", 1},
		{"an address that others share no word with", "HOTEL CASA", "HWY 7", "NATCHEZ", "MS", "", "", 0},
	} {
		m := codes.find(facilityKey{name: foldFacility(c.name), street: foldStreet(c.street), city: spellOut(c.city, nil), state: c.state})
		if m.code != c.code || m.method != c.method || m.candidates != c.candidates {
			t.Errorf("%s: %+v, want %s by %q of %d", c.why, m, c.code, c.method, c.candidates)
		}
	}
	if m := codes.find(facilityKey{code: "STFRCTX", name: "ANY"}); m.code != "STFRCTX" || m.method != "footnote" {
		t.Errorf("a code that the workbook prints: %+v", m)
	}
}

// October is printed as 30, then as 31; November goes on; the year so far is no restatement.
func TestANumberThatAnotherWorkbookPrintsOtherwiseIsARestatement(t *testing.T) {
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	query, err := os.ReadFile("sql/detention_restatement.sql")
	if err != nil {
		t.Fatal(err)
	}
	e := b.Engine()
	if err := e.Exec(t.Context(), `create table detention_stat as select * from (values
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
    cast(null as varchar) as population, cast(null as varchar) as aor, cast(null as varchar) as facility_name, 'count' as metric, 'people' as unit)`); err != nil {
		t.Fatal(err)
	}
	f, err := e.Query(t.Context(), "select table_name, coalesce(cast(month as varchar), period) as what, snapshot_before || ' ' || snapshot_after || ' ' || cast(cast(difference as bigint) as varchar) as change from ("+string(query)+")")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for i := range f.Len() {
		got += f.Strings("table_name")[i] + " " + f.Strings("what")[i] + " " + f.Strings("change")[i] + "; "
	}
	if want := "book_ins 2026-10-01 w1 w2 1; placements Q1 w2 w3 -3; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
