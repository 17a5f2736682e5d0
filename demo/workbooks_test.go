package demo

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"detangle"
)

// table is a list as excelize reads it, without the rows that hold nothing.
type table struct {
	sheet  string
	sheets []string
	header []string
	rows   [][]string
	hidden int
	links  int // on MOA cells
	props  *excelize.DocProperties
}

func readTable(t *testing.T, path string, data []byte) table {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer f.Close()
	out := table{sheets: f.GetSheetList()}
	out.sheet = out.sheets[0]
	if out.props, err = f.GetDocProps(); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	rows, err := f.GetRows(out.sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	out.header = rows[0]
	for n, row := range rows[1:] {
		if strings.Join(row, "") == "" {
			continue
		}
		out.rows = append(out.rows, row)
		if visible, _ := f.GetRowVisible(out.sheet, n+2); !visible {
			out.hidden++
		}
		if at := slices.Index(out.header, "MOA"); at >= 0 {
			cell, _ := excelize.CoordinatesToCellName(at+1, n+2)
			if has, _, _ := f.GetCellHyperLink(out.sheet, cell); has {
				out.links++
			}
		}
	}
	return out
}

// readHeader reads a list's first row only.
func readHeader(t *testing.T, path string, data []byte) table {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetList()[0])
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer rows.Close()
	out := table{sheet: f.GetSheetList()[0]}
	if rows.Next() {
		out.header, err = rows.Columns()
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}

// cell returns a row's value under a header.
func (t table) cell(row []string, head string) string {
	if at := slices.Index(t.header, head); at >= 0 && at < len(row) {
		return row[at]
	}
	return ""
}

// eraHeader is what spec and real files say an era's header is, written once
// more by hand: a dot is an empty header cell.
var eraHeader = map[string]string{
	"A":   "STATE, LAW ENFORCEMENT AGENCY, SUPPORT TYPE, SIGNED, MOA",
	"B":   "STATE, LAW ENFORCEMENT AGENCY, TYPE, SUPPORT TYPE, SIGNED, MOA",
	"C":   "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE, SIGNED, MOA",
	"D":   "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE, SIGNED, MOA, ·, ·, ·, ·, ·, ·",
	"E":   "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE, SIGNED, MOA, ADDENDUM, ·, ·, ·, ·, ·",
	"E'":  "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE, SIGNED, MOA, ADDENDUM, ·",
	"p4":  "STATE, LAW ENFORCEMENT AGENCY, TYPE, SUPPORT TYPE",
	"p4+": "STATE, LAW ENFORCEMENT AGENCY, TYPE, SUPPORT TYPE, ·",
	"p5+": "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE, ·",
	"p5":  "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE",
	"p6":  "STATE, LAW ENFORCEMENT AGENCY, TYPE, COUNTY, SUPPORT TYPE, MOA",
}

func TestEveryListIsReadByExcelizeAsTheTruthSays(t *testing.T) {
	files, truth := small()
	lists := map[string]List{}
	eras := map[string]bool{}
	for _, l := range truth.Lists {
		lists[l.Snapshot] = l
		eras[l.Era] = true
	}
	if len(eras) != len(eraHeader) {
		t.Errorf("eras written: %d of %d", len(eras), len(eraHeader))
	}
	for _, f := range truth.Files {
		l, got := lists[f.Snapshot], readTable(t, f.Path, files[f.Path])
		want := strings.Split(strings.ReplaceAll(eraHeader[l.Era], "·", ""), ", ")
		for len(want) > 0 && want[len(want)-1] == "" {
			want = want[:len(want)-1] // excelize drops empty cells at the end of a row
		}
		if !slices.Equal(got.header, want) {
			t.Errorf("%s: era %s has header %q", f.Path, l.Era, got.header)
		}
		var jem, wso, tfm int
		for _, row := range got.rows {
			switch m, _ := detangle.ParseModel(got.cell(row, "SUPPORT TYPE")); m {
			case detangle.JEM:
				jem++
			case detangle.WSO:
				wso++
			case detangle.TFM:
				tfm++
			}
		}
		garbled := 0
		for _, u := range truth.Unreadable {
			if u.Kind == l.Kind && u.Order == l.Order {
				garbled++
			}
		}
		if len(got.rows) != l.Rows || jem+wso+tfm < l.JEM+l.WSO+l.TFM || l.JEM+l.WSO+l.TFM != l.Rows-garbled || got.hidden != l.Hidden || got.links != l.Linked {
			t.Errorf("%s: %d rows %d/%d/%d, %d hidden, %d linked; the truth has %+v", f.Path, len(got.rows), jem, wso, tfm, got.hidden, got.links, l)
		}
		if got.props.Modified != f.Saved || !strings.Contains(got.props.Creator, "SYNTHETIC") || !strings.Contains(got.props.Title, "SYNTHETIC") {
			t.Errorf("%s: properties %+v", f.Path, got.props)
		}
		if archived := l.Era == "A" || strings.Contains(f.Name, "20250301180751"); archived != strings.Contains(got.props.Creator, "openpyxl") {
			t.Errorf("%s: creator %q", f.Path, got.props.Creator)
		}
		if got.sheets[len(got.sheets)-1] != "SYNTHETIC" {
			t.Errorf("%s: sheets %q", f.Path, got.sheets)
		}
	}
}

func TestListsHaveTheLayoutOfTheRealFilesOfTheirName(t *testing.T) {
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join(root(t), "../shared/data")
	}
	if _, err := os.Stat(data); err != nil {
		t.Skipf("no real files in %s: set DETANGLE_DATA", data)
	}
	files, truth := small()
	compared := 0
	for _, f := range truth.Files {
		for _, folder := range []string{"287g-snapshots/participating", "287g-snapshots/pending"} {
			real, err := os.ReadFile(filepath.Join(data, folder, f.Name))
			if err != nil {
				continue
			}
			want, got := readHeader(t, f.Name, real), readHeader(t, f.Path, files[f.Path])
			if want.sheet != got.sheet || !slices.Equal(want.header, got.header) {
				t.Errorf("%s: sheet %q %q; the real one has %q %q", f.Name, got.sheet, got.header, want.sheet, want.header)
			}
			compared++
		}
	}
	if compared < 100 {
		t.Errorf("compared %d lists only", compared)
	}
	for path, real := range map[string]string{
		"SYNTHETIC-fips/county_fips_master.csv": "fips/county_fips_master.csv", "SYNTHETIC-fips/state_and_county_fips_master.csv": "fips/state_and_county_fips_master.csv",
		"SYNTHETIC-fips/state_fips_master.csv": "fips/state_fips_master.csv", "SYNTHETIC-census/demographics_by_county.csv": "census/demographics_by_county.csv",
		"SYNTHETIC-fbi-agencies/fbi_lee_latest.csv": "fbi-agencies/fbi_lee_latest.csv", "SYNTHETIC-fbi-agencies/ucr_agencies_list.csv": "fbi-agencies/ucr_agencies_list.csv",
		"SYNTHETIC-287g-historical/dhs-oig-10-63-appendix-e-2009-10-28.csv": "287g-historical/dhs-oig-10-63-appendix-e-2009-10-28.csv",
	} {
		b, err := os.ReadFile(filepath.Join(data, real))
		if err != nil {
			t.Fatal(err)
		}
		if want, got := firstLine(b), firstLine(files[path]); want != got {
			t.Errorf("%s: header %q, the real one %q", path, got, want)
		}
	}
	for _, name := range []string{"287g_curated_2018.xlsx", "287g_curated_2019.xlsx"} {
		b, err := os.ReadFile(filepath.Join(data, "287g-curated-wapo", name))
		if err != nil {
			t.Fatal(err)
		}
		want, got := readHeader(t, name, b), readHeader(t, name, files["SYNTHETIC-287g-curated/"+name])
		if want.sheet != got.sheet || !slices.Equal(want.header, got.header) {
			t.Errorf("%s: header %q, the real one %q", name, got.header, want.header)
		}
	}
}

func firstLine(b []byte) string {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return string(line)
}

// root walks up to the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above this test")
	return ""
}
