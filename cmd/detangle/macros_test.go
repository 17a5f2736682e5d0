package main

import (
	"testing"

	"detangle/lake"
	"detangle/sources"
)

// TestTheMacrosOfIndividualRecordsReadCellsAsPublished holds what every tidy.sql
// of individual records relies on, cell by cell (foia-formats 1.5).
func TestTheMacrosOfIndividualRecordsReadCellsAsPublished(t *testing.T) {
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	if err := b.Engine().Exec(t.Context(), sources.Macros()); err != nil {
		t.Fatal(err)
	}
	const hash = "'ffffffff00000000000000000000000000000000000000000000000000000000'"
	for expression, want := range map[string]string{
		// A time of day is a binary fraction: 08:00 is stored a hair below.
		"at_minute(null, 45292.333333333)":                      "2024-01-01 08:00:00",
		"at_minute(null, 45292.9990)":                           "2024-01-01 23:59:00",
		"at_minute(null, 45292.99999)":                          "2024-01-02 00:00:00",
		"at_minute(null, 45292)":                                "2024-01-01 00:00:00",
		"at_minute(null, 20000)":                                "",
		"at_minute(null, 60000)":                                "",
		"at_minute(null, 20000.5)":                              "1954-10-03 12:00:00",
		"on_day(null, 45292.75)":                                "2024-01-01",
		"at_minute('45292.5', null)":                            "2024-01-01 12:00:00",
		"at_minute('2024-02-29', null)":                         "2024-02-29 00:00:00",
		"at_minute('2023-02-29', null)":                         "",
		"at_minute('2024-02-29 03:10', null)":                   "2024-02-29 03:10:00",
		"at_minute(' 2024-02-29 03:10:31 ', null)":              "2024-02-29 03:11:00",
		"at_minute('6/4/2012 3:10 PM', null)":                   "2012-06-04 15:10:00",
		"at_minute('06/14/2012 15:10', null)":                   "2012-06-14 15:10:00",
		"at_minute('06/14/0002 03:10 PM', null)":                "",
		"at_minute('14/06/2012', null)":                         "",
		"on_day('01/02/8017', null)":                            "",
		"on_day('1911-05-06', null)":                            "1911-05-06",
		"at_minute('unknown', null)":                            "",
		"at_minute('', null)":                                   "",
		"at_minute(null, null)":                                 "",
		"record_no(" + hash + ", 1, 7)":                         "2305843008156729351",
		"record_no(" + hash + ", 63, 1048576) < pow(2, 61)":     "true",
		"person_of('0123456789ABCDEF0123456789abcdef01234567')": "01234567-89ab-cdef-0123-456789abcdef",
		"person_of('0123456789abcdef0123456789abcdef0123456g')": "",
		"person_of('0123456789abcdef0123456789abcde-01234567')": "",
		"person_of('1.2345678901234567E+39')":                   "",
		"person_of('123456789')":                                "",
		"person_of('b(6), b(7)c')":                              "",
		"person_of('')":                                         "",
		"unredacted('b(6), b(7)c')":                             "",
		"unredacted('(B)(3)  ')":                                "",
		"unredacted('(b)(6),(b)(7)(c)')":                        "",
		"unredacted('287(g) Program')":                          "287(g) Program",
		"unredacted(' Not  Applicable' || chr(160))":            "Not Applicable",
		"unredacted('a' || chr(10) || 'b')":                     "a b",
		"unredacted('   ')":                                     "",
		"unredacted('')":                                        "",
		"unredacted(null)":                                      "",
		"yes_no('YES')":                                         "true",
		"yes_no('n ')":                                          "false",
		"yes_no('Drugs')":                                       "",
	} {
		f, err := b.Engine().Query(t.Context(), "select cast("+expression+" as varchar) as got")
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		if got := f.Strings("got")[0]; got != want {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
}
