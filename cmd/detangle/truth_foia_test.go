package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"detangle/demo/foia"
)

// recordsLake is the lake of the SYNTHETIC releases at scale 1, built once through
// the command line for the tests on individual records, with what was planted.
var recordsLake = sync.OnceValues(func() (r records, err error) {
	if r.dir, err = os.MkdirTemp("", "detangle-records-"); err != nil {
		return r, err
	}
	builtRecords = r.dir
	var words bytes.Buffer
	for _, args := range [][]string{{"demo", "--foia", "--out", filepath.Join(r.dir, "data")}, {"build", "--in", filepath.Join(r.dir, "data"), "--lake", filepath.Join(r.dir, "lake")}} {
		if code := run(args, &words, &words); code != exitDone {
			return r, fmt.Errorf("%q exits with %d: %s", args, code, words.String())
		}
	}
	text, err := os.ReadFile(filepath.Join(r.dir, "data", foia.TruthPath))
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(text, &r.truth)
})

// builtRecords is the folder of it once a test has asked, to be removed at the end.
var builtRecords string

// records is such a lake and its truth.
type records struct {
	dir   string
	truth struct {
		foia.Truth
		People []foia.TruthPerson `json:"people"`
	}
}

// lake is the folder of the lake.
func (r records) lake() string { return filepath.Join(r.dir, "lake") }

func theRecords(t testing.TB) records {
	t.Helper()
	r, err := recordsLake()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rowsOf answers SQL over a lake, through the command line.
func rowsOf(t testing.TB, lake, sql string) (rows []map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(print(t, lake, "query", "--json", "--max-rows", "1000000", sql)), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestEveryRowOfARecordIsLoadedIntoItsReleaseAndTable(t *testing.T) {
	r := theRecords(t)
	tables := map[string]string{"arrests": "arrest", "detainers": "detainer", "detentions": "stint", "encounters": "encounter", "removals": "removal"}
	compared := 0
	for _, release := range r.truth.Releases {
		for name, want := range release.Rows {
			compared++
			got := rowsOf(t, r.lake(), fmt.Sprintf("select count(*) as n, count(person) as named, count(distinct record) as records from %s where release = '%s'", tables[name], release.Release))[0]
			named := release.Named[name]
			if release.Release == "ice-2022-22955" {
				named = 0 // its ids are numbers that a spreadsheet has rounded
			}
			if got["n"] != float64(want) || got["named"] != float64(named) || got["records"] != float64(want) {
				t.Errorf("%s, %s: %v rows, %v with an id, %v records; planted %d rows, %d with an id", release.Release, name, got["n"], got["named"], got["records"], want, named)
			}
		}
	}
	if compared < 14 {
		t.Errorf("only %d tables were compared", compared)
	}
}

func TestPlantedDefectsOfFilesAreIssues(t *testing.T) {
	r := theRecords(t)
	for _, c := range []struct{ code, source, file string }{
		{"duplicate_file_content", "ice-arrests", "Hausman_ARS_FY2024_LESA-STU_FINAL Highlighted.xlsx"},
		{"id_numeric_precision", "ice-arrests", "2022-ICFO-22955_ERO Admin Arrests_FY16_raw.xlsx"},
		{"unparsed_date", "ice-detainers", "Hausman_DPR_FY2025_LESA-STU_FINAL Highlighted.xlsx"},
	} {
		if rows := rowsOf(t, r.lake(), fmt.Sprintf("select 1 as n from issue where code = '%s' and source = '%s' and file_original = '%s'", c.code, c.source, c.file)); len(rows) == 0 {
			t.Errorf("%s: no issue %s", c.file, c.code)
		}
	}
	// One issue for a column, never one for a row; and nothing else is unexpected.
	for _, row := range rowsOf(t, r.lake(), "select code, source, raw, count(*) as n from issue where source in ('ice-arrests', 'ice-detainers', 'ice-detentions', 'ice-encounters', 'ice-removals') and severity <> 'note' group by code, source, raw, file_original, sheet_original, column_original") {
		if row["n"] != 1.0 || row["code"] != "unparsed_date" && row["code"] != "duplicate_file_content" && row["code"] != "id_numeric_precision" {
			t.Errorf("unexpected: %v", row)
		}
	}
}

// The arrests of fiscal year 2024 of August 2026 are those of 2023 under another
// name: they were once counted twice.
func TestRowsOfAFileThatRepeatsAnotherCountNowhere(t *testing.T) {
	r := theRecords(t)
	repeated := rowsOf(t, r.lake(), "select count(*) as n from arrest join release as r using (snapshot) where r.repeats is not null")[0]["n"]
	dropped := rowsOf(t, r.lake(), "select count(*) as n from duplicate where rule = 'repeated-file' and dropped")[0]["n"]
	if repeated == 0.0 || repeated != dropped {
		t.Errorf("%v rows of repeated files, %v of them dropped", repeated, dropped)
	}
	counted := rowsOf(t, r.lake(), "select release, fiscal_year, sum(events) as n from arrest_count where release like 'ice-202%' group by all order by all")
	for _, c := range counted {
		whole := rowsOf(t, r.lake(), fmt.Sprintf(`select count(*) as n from arrest join release as r using (snapshot) where r.repeats is null and arrest.release = '%v'
and record not in (select record from duplicate where table_name = 'arrest' and dropped) and year(apprehended_at + interval 3 month) = %v`, c["release"], c["fiscal_year"]))[0]["n"]
		if c["n"] != whole {
			t.Errorf("%v, %v: %v arrests are counted, want %v", c["release"], c["fiscal_year"], c["n"], whole)
		}
	}
	if len(counted) < 12 {
		t.Errorf("only %d years", len(counted))
	}
}
