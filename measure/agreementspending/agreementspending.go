// Package agreementspending counts the rows of the newest complete list of
// pending agencies on or before a day, as printed. An empty list is a zero, not
// a missing list. Its rules stand in method.md.
package agreementspending

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
	Name:     "agreements_pending",
	Title:    "Agreements pending",
	Question: "How many 287(g) agreements did ICE's newest pending list print?",
	Unit:     detangle.ListedRows,
	Version:  "1",
	Kind:     detangle.Pending,
	Where:    []string{"model", "state", "county", "agency_kind", "agency"},
	By:       []string{"model", "state", "county", "agency_kind", "month"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the rows of every pending list.
type Prepared struct{ *detangle.Printed }

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	printed, err := detangle.NewPrinted(f)
	return &Prepared{printed}, err
}

// Compute counts the rows of the list that stood at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	f, err := p.Count(a, "")
	f.Caveats = []string{"Pending is not signed: a pending agreement may be signed, or leave the list unsigned."}
	return f, err
}
