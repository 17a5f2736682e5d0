package sources

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"detangle"
)

func TestEveryFolderLoadsAndNamesWhatAReaderNeeds(t *testing.T) {
	specs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(specs) < 9 {
		t.Fatalf("%d sources", len(specs))
	}
	for _, s := range specs {
		if s.Covers == "" || s.Licence == "" || s.Page == "" || !strings.HasPrefix(s.Notes, "# ") || !strings.HasPrefix(s.SQL, "-- Reads ") {
			t.Errorf("%s: covers, licence, page, notes.md with a heading and tidy.sql with a head comment must be there", s.ID)
		}
		for _, l := range s.Lookups {
			if l.Evidence == "" {
				t.Errorf("%s: the correction of %q has no evidence", s.ID, l.Raw)
			}
		}
	}
}

func TestAFolderThatCannotWorkIsRefusedByName(t *testing.T) {
	good := `title = "T"
publisher = "P"
table = "listing"
[recognise]
headers = ["A"]
[[column]]
name = "a"
headers = ["A"]
`
	folder := func(toml, lookups string) fstest.MapFS {
		return fstest.MapFS{"x/source.toml": {Data: []byte(toml)}, "x/tidy.sql": {Data: []byte("select * from raw")}, "x/lookups.csv": {Data: []byte(lookups)}, "x/notes.md": {Data: []byte("# x")}}
	}
	header := "column,raw,where,value,reason,evidence\n"
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"good":                           {folder(good, header), ""},
		"unknown key":                    {folder("colour = 1\n"+good, header), "unknown key colour"},
		"no headers":                     {folder(strings.Replace(good, `headers = ["A"]`, "", 1), header), "recognise.headers"},
		"a correction without reason":    {folder(good, header+"a,b,,c,,\n"), "line 2: a correction needs a reason"},
		"lookups with another header":    {folder(good, "from,to\n"), "the header must be"},
		"wide, and no header is a value": {folder("shape = \"wide\"\n"+good, header), "wide.headers"},
		"a shape that is none":           {folder("shape = \"round\"\n"+good, header), "shape is"},
		"a pattern that does not parse":  {folder(good+"[ignore]\npatterns = [\"(\"]\n", header), "ignore.patterns"},
	} {
		_, err := load(c.files)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "sources/x")) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func header(texts ...string) []detangle.Row {
	r := detangle.Row{Number: 1}
	for i, text := range texts {
		if text != "" {
			r.Cells = append(r.Cells, detangle.Cell{Column: i, Kind: detangle.Text, Text: text})
		}
	}
	return []detangle.Row{r}
}

func TestAHeaderThatIsAValueAndIsGoneIsReported(t *testing.T) {
	spec := &Spec{ID: "x", Shape: wideShape, Columns: []Column{{Name: "day", Headers: []string{"DAY"}}}, Wide: Wide{Headers: []string{"TEXAS", "OHIO"}}}
	layout, issues := spec.layout(header("DAY", "texas", "IOWA")[0])
	var said []string
	for _, i := range issues {
		said = append(said, i.Code+" "+i.Raw)
	}
	if got := strings.Join(said, "; "); got != "missing_column OHIO; unknown_column IOWA" {
		t.Error(got)
	}
	if len(layout.wide) != 1 || layout.wide[0] != (heading{"TEXAS", 1}) {
		t.Error(layout.wide)
	}
}

// A file that a source reads must not be called unread, and every reason has a next step.
func TestReasonsToLeaveAFileUnreadAreWhole(t *testing.T) {
	list, err := UnreadFiles()
	if err != nil {
		t.Fatal(err)
	}
	specs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range list {
		if u.What == "" || u.Reason == "" || u.Next == "" {
			t.Errorf("%v: what, reason and next must be there", u)
		}
		if layout, _, _ := Match(specs, "", header(u.headers...)); layout != nil {
			t.Errorf("%s: %s reads it", u.What, layout.Spec.ID)
		}
		if got, ok := WhyUnread(list, "x"+u.ending, [][]detangle.Row{header(u.headers...)}); !ok || got.What != u.What && u.ending == "" {
			t.Errorf("%s is taken for %q", u.What, got.What)
		}
	}
	if u, ok := WhyUnread(list, "x.csv", [][]detangle.Row{header("COLOUR", "SHAPE")}); ok {
		t.Errorf("a file of which nothing is known is taken for %s", u.What)
	}
}

func TestFilesAreRecognisedByTheirHeaders(t *testing.T) {
	specs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	state, agency := "STATE", "LAW ENFORCEMENT AGENCY"
	for _, c := range []struct {
		name   string
		header []string
		source string
		issues string
	}{
		{"era A", []string{state, agency, "SUPPORT TYPE", "SIGNED", "MOA"}, "ice-287g-participating", ""},
		{"era B", []string{state, agency, "TYPE", "SUPPORT TYPE", "SIGNED", "MOA"}, "ice-287g-participating", ""},
		{"era C", []string{state, agency, "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA"}, "ice-287g-participating", ""},
		{"era E with empty columns", []string{state, agency, "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM", "", ""}, "ice-287g-participating", ""},
		{"case and spaces", []string{"State ", "Law  Enforcement Agency", "Support\u00a0Type", "signed"}, "ice-287g-participating", ""},
		{"pending", []string{state, agency, "TYPE", "SUPPORT TYPE"}, "ice-287g-pending", ""},
		{"pending with MOA", []string{state, agency, "TYPE", "COUNTY", "SUPPORT TYPE", "MOA"}, "ice-287g-pending", ""},
		{"a new column", []string{state, agency, "SUPPORT TYPE", "SIGNED", "OFFICERS"}, "ice-287g-participating", "unknown_column"},
		{"a column twice", []string{state, agency, "SUPPORT TYPE", "SIGNED", "SIGNED"}, "ice-287g-participating", "duplicate_column"},
		{"without SUPPORT TYPE", []string{state, agency, "TYPE", "COUNTY", "SIGNED"}, "near ice-287g-participating: SUPPORT TYPE", ""},
		{"something else", []string{"NAME", "PRICE"}, "", ""},
	} {
		layout, issues, near := Match(specs, "Sheet1", header(c.header...))
		got := ""
		if layout != nil {
			got = layout.Spec.ID
		} else if near != nil {
			got = "near " + near.Spec.ID + ": " + strings.Join(near.Missing, ", ")
		}
		var codes []string
		for _, i := range issues {
			codes = append(codes, i.Code)
		}
		if got != c.source || strings.Join(codes, " ") != c.issues {
			t.Errorf("%s: recognised as %q with issues %v, want %q with %q", c.name, got, codes, c.source, c.issues)
		}
	}
}

func TestAValueUnderAnEmptyHeaderIsReported(t *testing.T) {
	specs, _ := All()
	layout, _, _ := Match(specs, "Sheet1", header("STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE", "SIGNED", "", "MOA"))
	row := detangle.Row{Number: 2, Cells: []detangle.Cell{{Column: 0, Kind: detangle.Text, Text: "TEXAS"}, {Column: 4, Kind: detangle.Text, Text: "stray"}}}
	if _, ok := layout.Record(row); !ok {
		t.Fatal("the row has a value")
	}
	if _, ok := layout.Record(detangle.Row{Number: 3, Cells: []detangle.Cell{{Column: 0, Kind: detangle.Text, Text: " \u00a0"}}}); ok {
		t.Error("a row of spaces is blank")
	}
	if unread := layout.Unread(); len(unread) != 1 || unread[0].Raw != "E" {
		t.Errorf("%v", unread)
	}
}

func TestTheDateOfAListIsDecidedByAStatedRule(t *testing.T) {
	at := func(s string) time.Time {
		if s == "" {
			return time.Time{}
		}
		d, err := time.Parse("2006-01-02T15:04", s+"T15:04"[:max(0, 16-len(s))])
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	ice, archive := "the publisher", "openpyxl"
	for _, c := range []struct {
		why, name, creator, modified, signed string
		date, rule, confidence               string
	}{
		{"label and saving agree", "participatingAgencies02132026am.xlsx", ice, "2026-02-13", "2026-02-10", "2026-02-13", "name", "high"},
		{"posted four days after it was saved", "participatingAgencies08222025pm.xlsx", ice, "2025-08-18", "2025-08-15", "2025-08-22", "name", "medium"},
		{"the year is wrong", "participatingAgencies01052025pm.xlsx", ice, "2026-01-05", "2025-12-30", "2026-01-05", "modified", "medium"},
		{"the month is wrong", "participatingAgencies08022025pm.xlsx", ice, "2025-09-02", "2025-08-29", "2025-09-02", "modified", "medium"},
		{"a digit too many", "participatingAgencies090022025am.xlsx", ice, "2025-09-02", "2025-08-29", "2025-09-02", "modified", "medium"},
		{"stale", "participatingAgencies04212025am.xlsx", ice, "2025-03-06", "2025-03-05", "2025-03-06", "modified", "medium"},
		{"a capture of the page", "participatingAgencies-20250401123225.xlsx", ice, "2025-03-31", "2025-03-28", "2025-04-01", "capture", "high"},
		{"rebuilt by an archive", "ParticipatingEntities-20210113002027.xlsx", archive, "2025-04-17", "2020-10-15", "2021-01-13", "capture", "medium"},
		{"no property at all", "participatingAgencies07012025pm.xlsx", "", "", "2025-06-27", "2025-07-01", "name", "medium"},
		{"only signing dates", "list.xlsx", "", "", "2025-06-27", "2025-06-27", "newest_signed", "low"},
		{"signed after the label", "participatingAgencies01092025pm.xlsx", ice, "2026-01-08", "2026-01-07", "2026-01-08", "modified", "medium"},
		{"nothing", "list.xlsx", "", "", "", "0001-01-01", "none", "low"},
	} {
		d := ChooseDate(Claims{Names: []string{c.name}, Creator: c.creator, Modified: at(c.modified), NewestSigned: at(c.signed)})
		if got := d.Date.Format(time.DateOnly); got != c.date || d.Rule != c.rule || d.Confidence != c.confidence || d.Reason == "" {
			t.Errorf("%s: %s by %s (%s): %q; want %s by %s (%s)", c.why, got, d.Rule, d.Confidence, d.Reason, c.date, c.rule, c.confidence)
		}
	}
	twice := ChooseDate(Claims{Names: []string{"participatingAgencies01052025pm.xlsx", "participatingAgencies01052026pm.xlsx"}, Creator: ice, Modified: at("2026-01-05"), NewestSigned: at("2025-12-30")})
	if twice.Date.Format(time.DateOnly) != "2026-01-05" || twice.Rule != "name" {
		t.Errorf("bytes under a wrong and a right name: %+v", twice)
	}
}
