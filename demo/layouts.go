package demo

import "slices"

// layout is one era's sheet: its name and its header as printed. An empty text
// is an empty header cell inside the used range.
type layout struct {
	sheet  string
	header []string
}

func empties(n int) []string { return make([]string, n) }

var (
	headerB = []string{"STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "SUPPORT TYPE", "SIGNED", "MOA"}
	headerC = []string{"STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA"}
	headerE = slices.Concat(headerC, []string{"ADDENDUM"})
	headerP = []string{"STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE"}
)

// layouts are the eras of the lists. A was scraped from the page's table by an
// archive; from B on they are the publisher's workbooks. p4 to p6 are the
// pending lists, by their number of columns; "+" has one empty column more.
var layouts = map[string]layout{
	"A":   {"287(g) Agreements", []string{"STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE", "SIGNED", "MOA"}},
	"B":   {"Sheet1", headerB},
	"C":   {"Sheet1", headerC},
	"D":   {"Sheet1", slices.Concat(headerC, empties(6))},
	"E":   {"Sheet1", slices.Concat(headerE, empties(5))},
	"E'":  {"Sheet1", slices.Concat(headerE, empties(1))},
	"p4":  {"Sheet1", []string{"STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "SUPPORT TYPE"}},
	"p4+": {"Sheet1", []string{"STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "SUPPORT TYPE", ""}},
	"p5+": {"Sheet1", slices.Concat(headerP, empties(1))},
	"p5":  {"Sheet1", headerP},
	"p6":  {"Sheet 1", slices.Concat(headerP, []string{"MOA"})},
}

// layoutOf returns a posting's layout. The publisher's pending lists stand on
// "Sheet 1" from July 2025 on, and so does one participating list.
func layoutOf(p posting) layout {
	l := layouts[p.era]
	if p.era == "p5" && p.date >= "2025-07-25" || p.name == "participatingAgencies08112025pm" {
		l.sheet = "Sheet 1"
	}
	return l
}
