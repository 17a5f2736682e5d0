package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestAnExhibitIsWorkedOutAgain reads an archive as another program would, and
// works the crude and the stratified ratio and the stratified difference of every scope
// and period out of its cells, by the formulae that its README names.
func TestAnExhibitIsWorkedOutAgain(t *testing.T) {
	dir := t.TempDir()
	files, lake := filepath.Join(dir, "files"), filepath.Join(dir, "lake")
	typed := func(args ...string) {
		t.Helper()
		var out, words bytes.Buffer
		if code := run(args, &out, &words); code != exitDone {
			t.Fatalf("%v: %d\n%s", args, code, words.String())
		}
	}
	typed("demo", "--no-foia", "--stops", "100000", "--out", files)
	typed("build", "--in", files, "--lake", lake)
	for _, out := range []string{"one", "two"} {
		typed("exhibit", "nc_statewide", "--lake", lake, "--out", filepath.Join(dir, out))
	}
	for _, name := range []string{"exhibit-nc_statewide.zip", "exhibit-nc_statewide.html"} {
		one, err := os.ReadFile(filepath.Join(dir, "one", name))
		if err != nil {
			t.Fatal(err)
		}
		two, err := os.ReadFile(filepath.Join(dir, "two", name))
		if err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s has other bytes the second time: %v", name, err)
		}
	}
	inside := unzipped(t, filepath.Join(dir, "one", "exhibit-nc_statewide.zip"))
	hashed(t, inside, "queries/cells.sql", "results/disparity_outcome.json")
	keptTablesAreHashed(t, lake, inside["exhibit.json"], "stop_evening", "stop_risk")
	thresholdCellsAddUp(t, inside)
	for _, name := range []string{"inputs/stop_evening.csv", "inputs/stop_risk.csv", "inputs/disparity_detainer.csv"} {
		if _, found := inside[name]; found {
			t.Errorf("%s is in the archive", name)
		}
	}
	typed("exhibit", "tx_sheriffs", "--lake", lake, "--out", dir) // an agreement changes in the midst of it
	for record, want := range map[string][]string{"nc_statewide": {"police all", "county all", "department all"}, "tx_sheriffs": {"police 2024", "county before", "department before", "department after", "department change"}} {
		worked := workAgain(t, unzipped(t, filepath.Join(dir, map[string]string{"nc_statewide": "one"}[record], "exhibit-"+record+".zip")))
		for _, of := range want {
			if worked[of] < 6 {
				t.Errorf("%s: of %s only %d estimates were worked out again: %v", record, of, worked[of], worked)
			}
		}
	}
}

// keptTablesAreHashed: the tables that stay are named by the hashes of their files.
func keptTablesAreHashed(t *testing.T, lake string, about []byte, want ...string) {
	t.Helper()
	var said struct {
		Seed int
		Kept []struct {
			Table string
			Files []struct{ Path, SHA256 string }
		}
		Methods []struct {
			Name     string
			Settings map[string]any
		}
	}
	if err := json.Unmarshal(about, &said); err != nil {
		t.Fatal(err)
	}
	tables := []string{}
	for _, k := range said.Kept {
		tables = append(tables, k.Table)
		for _, f := range k.Files {
			data, err := os.ReadFile(filepath.Join(lake, filepath.FromSlash(f.Path)))
			if err != nil || fmt.Sprintf("%x", sha256.Sum256(data)) != f.SHA256 {
				t.Errorf("%s of %s has another hash: %v", f.Path, k.Table, err)
			}
		}
	}
	if !slices.Equal(tables, want) {
		t.Errorf("kept are %v", tables)
	}
	for _, m := range said.Methods {
		if m.Name == "disparity_threshold" && (m.Settings["seed"] != 287. || len(m.Settings["priors"].([]any)) != 5) {
			t.Errorf("the settings are %v", m.Settings)
		}
	}
}

// thresholdCellsAddUp: searches with a recorded find are those of the outcome test, of
// the four groups that the threshold test compares.
func thresholdCellsAddUp(t *testing.T, inside map[string][]byte) {
	t.Helper()
	want, got := map[string]float64{}, map[string]float64{}
	for _, r := range csvRows(t, inside["inputs/cells.csv"]) {
		if r["test"] == "outcome" {
			want[r["race"]] += parsed(r["trials"])
		}
	}
	for _, r := range csvRows(t, inside["inputs/disparity_threshold_cells.csv"]) {
		if r["agreement"] == "" {
			got[r["race"]] += parsed(r["searches"])
		}
	}
	for _, race := range []string{"white", "black", "hispanic"} {
		if got[race] == 0 || got[race] > want[race] {
			t.Errorf("%s: %g searches in the cells of the threshold test, %g in those of the outcome test", race, got[race], want[race])
		}
	}
}

// nearly wants an estimate to be what was worked out; of persons it has three digits.
func nearly(t *testing.T, e map[string]string, column string, want float64) {
	t.Helper()
	if e["persons"] == "true" {
		want = parsed(strconv.FormatFloat(want, 'g', 3, 64))
	}
	if got := parsed(e[column]); !(math.Abs(got-want) <= 1e-9*math.Abs(want)+1e-12) {
		t.Errorf("%s %s %s%s%s %s %s, %s: %s is %s in the results, and %g worked out", e["test"], e["scope"], e["state"], e["county_fips"], e["department"], e["period"], e["compared"], e["estimator"], column, e[column], want)
	}
}

func parsed(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func unzipped(t *testing.T, name string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

// hashed wants each file on the manifest, with its hash, and these among them.
func hashed(t *testing.T, inside map[string][]byte, names ...string) {
	t.Helper()
	manifest := string(inside["MANIFEST.sha256"])
	for name, data := range inside {
		if line := fmt.Sprintf("%x  %s\n", sha256.Sum256(data), name); name != "MANIFEST.sha256" && !strings.Contains(manifest, line) {
			t.Errorf("the manifest does not say %s", line)
		}
	}
	for _, name := range append(names, "README.md", "exhibit.json", "results/estimates.csv", "methods/disparity_benchmark.md") {
		if len(inside[name]) == 0 {
			t.Errorf("the archive is without %s", name)
		}
	}
}

func csvRows(t *testing.T, data []byte) (out []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// TestRealTablesAreWorkedOutAgain: a published table leaves with its counts, residents among
// them, and so do the means that values are pulled to.
func TestRealTablesAreWorkedOutAgain(t *testing.T) {
	dir := t.TempDir()
	lake := filepath.Join(dir, "lake")
	for _, args := range [][]string{{"build", "--in", filepath.Join(realData(t), "open-policing"), "--in", filepath.Join(realData(t), "fips"), "--lake", lake}, {"exhibit", "open-policing-counts", "--lake", lake, "--out", dir}} {
		var out, words bytes.Buffer
		if code := run(args, &out, &words); code != exitDone {
			t.Fatalf("%v: %d\n%s", args, code, words.String())
		}
	}
	inside := unzipped(t, filepath.Join(dir, "exhibit-open-policing-counts.zip"))
	worked := workAgain(t, inside)
	for of, want := range map[string]int{"police all": 14, "state all": 200, "county all": 5000, "department all": 500, "per_resident": 1000} {
		if worked[of] < want {
			t.Errorf("of %s only %d estimates were worked out again: %v", of, worked[of], worked)
		}
	}
	if n := shrunkAgain(t, inside); n < 1000 {
		t.Errorf("%d shrunken values were worked out again", n)
	}
}

// TestRealHoldsLeaveAsAnExhibit: what is counted of bookings stays in the lake, of which
// the archive has the hash; there the comparison of Hispanic people with all others is
// worked out as the README says.
func TestRealHoldsLeaveAsAnExhibit(t *testing.T) {
	dir := t.TempDir()
	lake := filepath.Join(dir, "lake")
	for _, args := range [][]string{{"build", "--in", filepath.Join(realData(t), "pierce-county-detainers"), "--in", filepath.Join(realData(t), "fips"), "--lake", lake}, {"exhibit", "pierce-bookings", "--lake", lake, "--out", dir}} {
		var out, words bytes.Buffer
		if code := run(args, &out, &words); code != exitDone {
			t.Fatalf("%v: %d\n%s", args, code, words.String())
		}
	}
	inside := unzipped(t, filepath.Join(dir, "exhibit-pierce-bookings.zip"))
	hashed(t, inside, "queries/estimates.sql", "results/disparity_detainers.json")
	keptTablesAreHashed(t, lake, inside["exhibit.json"], "disparity_detainer")
	for name := range inside {
		if strings.HasPrefix(name, "inputs/") && name != "inputs/stop_period.csv" {
			t.Errorf("%s is in the archive", name)
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "exhibit-pierce-bookings.html"))
	if err != nil || bytes.Count(page, []byte("<b>Nothing of this record.</b>")) != 5 {
		t.Errorf("%d tests have nothing of this record: %v", bytes.Count(page, []byte("<b>Nothing of this record.</b>")), err)
	}
	var counted, words bytes.Buffer
	if code := run([]string{"query", "select * from disparity_detainer where source = 'pierce-bookings'", "--csv", "--lake", lake}, &counted, &words); code != exitDone {
		t.Fatalf("%d\n%s", code, words.String())
	}
	over, under := 0.0, 0.0
	for _, r := range csvRows(t, counted.Bytes()) {
		if r["compared"] != "hispanic against all others" || r["period"] != "all" {
			continue
		}
		a, n1, c, n0 := parsed(r["cases"]), parsed(r["trials"]), parsed(r["against_cases"]), parsed(r["against_trials"])
		if n1 > 0 && n0 > 0 {
			over, under = over+a*n0/(n1+n0), under+c*n1/(n1+n0)
		}
	}
	compared := 0
	for _, e := range csvRows(t, inside["results/estimates.csv"]) {
		if e["compared"] != "hispanic against all others" || e["estimator"] != "ratio_within" {
			continue
		}
		if e["period"] == "all" {
			nearly(t, e, "value", over/under)
			compared++
		} else if e["refusal_code"] != "no_change" { // no agreement of the county changed in these years
			t.Errorf("around an agreement: %v", e)
		}
	}
	if compared != 1 {
		t.Errorf("%d estimates are compared", compared)
	}
}
