// Package agreementslisted counts the rows of the newest complete list of
// participating agencies on or before a day, as printed: what a reader of the
// list would count by hand. Its rules stand in method.md.
package agreementslisted

import (
	_ "embed"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "agreements_listed",
	Title:    "Agreements listed",
	Question: "How many 287(g) agreements did ICE's newest list print?",
	Unit:     detangle.ListedRows,
	Version:  "1",
	Kind:     detangle.Participating,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the rows of every participating list.
type Prepared struct{ *detangle.Printed }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	printed, err := detangle.NewPrinted(f)
	return &Prepared{printed}, err
}

// Compute counts the rows of the list that stood at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	f, err := p.Count(a, "")
	f.Caveats = []string{"Listed is not active: a list can be late, and prints one agency under whatever name it bears that day."}
	return f, err
}
