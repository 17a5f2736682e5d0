package sources

import (
	"strings"
	"testing"
	"testing/fstest"

	"detangle"
)

func textRow(number int, text string) detangle.Row {
	return detangle.Row{Number: number, Cells: []detangle.Cell{{Column: 3, Kind: detangle.Text, Text: text}}}
}

// The sheets carry stray spaces, their order changes, and their tables stand anywhere.
func TestAWorkbookOfCellsIsRecognisedByTextsOnItsSheets(t *testing.T) {
	specs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	cover, notes := Sheet{Name: "Header"}, Sheet{Name: "Footnotes"}
	detention := Sheet{Name: " Detention  EOFY31", Head: []detangle.Row{textRow(5, " ICE  Currently Detained by Processing\u00a0Disposition: EOFY2031 ")}}
	facilities := Sheet{Name: "Facilities EOYFY31 ", Head: []detangle.Row{textRow(11, "Type Detailed")}}
	for _, c := range []struct {
		name   string
		sheets []Sheet
		read   string // a letter for each sheet: x read, - not
		near   string
	}{
		{"all its texts", []Sheet{cover, facilities, detention, notes}, "-xxx", ""},
		{"a text is missing", []Sheet{cover, detention, notes}, "", "^Type Detailed$"},
		{"a text on another sheet", []Sheet{cover, detention, {Name: "Notes", Head: facilities.Head}}, "", "^Type Detailed$"},
		{"none of its texts", []Sheet{cover, notes}, "", ""},
	} {
		layouts, near := MatchBook(specs, c.sheets)
		read, missing := "", ""
		for _, l := range layouts {
			if l == nil {
				read += "-"
			} else {
				read += "x"
			}
		}
		if near != nil {
			missing = strings.Join(near.Missing, " ")
		}
		if read != c.read || missing != c.near {
			t.Errorf("%s: sheets %q, missing %q; want %q and %q", c.name, read, missing, c.read, c.near)
		}
	}
}

func TestAFolderOfCellsThatCannotWorkIsRefused(t *testing.T) {
	good := `title = "T"
publisher = "P"
table = "number"
shape = "cells"
steps = ["first"]
also = ["place"]
[recognise]
sheets = ["^A"]
[[recognise.anchor]]
sheet = "^A"
text = "^Total"
`
	for name, c := range map[string]struct{ from, to, want string }{
		"good":               {"", "", ""},
		"another shape":      {`"cells"`, `"pivot"`, "only \"cells\""},
		"no anchor":          {"[[recognise.anchor]]\nsheet = \"^A\"\ntext = \"^Total\"\n", "", "recognise.anchor and recognise.sheets"},
		"a broken pattern":   {`"^Total"`, `"("`, "recognise.anchor"},
		"a file not there":   {`also = ["place"]`, `also = ["other"]`, "other.sql"},
		"a sheet that fails": {`sheets = ["^A"]`, `sheets = ["["]`, "recognise.sheets"},
	} {
		toml := strings.Replace(good, c.from, c.to, 1)
		_, err := load(fstest.MapFS{"x/source.toml": {Data: []byte(toml)}, "x/tidy.sql": {Data: []byte("select 1")}, "x/place.sql": {Data: []byte("select 1")}, "x/first.sql": {Data: []byte("select 1")},
			"x/lookups.csv": {Data: []byte("column,raw,where,value,reason,evidence\n")}, "x/notes.md": {Data: []byte("# x")}})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
