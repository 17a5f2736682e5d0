// Package bookinsreconciled sets initial book-ins counted from individual
// records beside those that ICE prints. Its rules stand in method.md: whole
// months on both sides, one release at a time.
package bookinsreconciled

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "book_ins_reconciled",
	Title:    "Initial book-ins, counted beside printed",
	Question: "How many initial book-ins do the released individual records have, of those that ICE prints?",
	Unit:     detangle.BookIns,
	Version:  "1",
	Window:   true,
	Where:    []string{"fiscal_year", "release"},
	By:       []string{"fiscal_year", "month", "release"},
	Withheld: []string{"citizenship", "country", "criminality", "gender", "age"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the months of each release.
type Prepared struct {
	facets    *detangle.Facets
	month     []detangle.Day
	published []float64
	counted   []int64
	unnamed   []int64
	whole     []int64
	row, col  []int64
	cover     detangle.Coverage
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{counted: f.Ints("counted"), unnamed: f.Ints("without_person"), whole: f.Ints("whole"), row: f.Ints("row_number"), col: f.Ints("column_number")}
	var err error
	if p.facets, err = detangle.NewFacets(f, "release", "fiscal_year", "snapshot", "sheet"); err != nil {
		return nil, err
	}
	if p.month, err = f.Days("month"); err != nil {
		return nil, err
	}
	published, err := f.Column("published")
	if err != nil || published.Floats == nil && f.Len() > 0 {
		return nil, fmt.Errorf("no column published of numbers: %v", err)
	}
	p.published = published.Floats
	p.cover = detangle.Coverage{First: detangle.NoDay, Last: detangle.NoDay, Monthly: true, Name: "a release of individual detention records beside a workbook of the same months", Closing: "a release of ICE's individual detention records",
		Words: map[string]map[string]string{"release": {}, "fiscal_year": {}}}
	for i, month := range p.month {
		if p.cover.First == detangle.NoDay || month < p.cover.First {
			p.cover.First = month
		}
		p.cover.Last = max(p.cover.Last, month.MonthEnd())
		for _, key := range []string{"release", "fiscal_year"} {
			p.cover.Words[key][p.facets.Value(key, i)] = p.facets.Value(key, i)
		}
	}
	return p, nil
}

// Coverage says which months both records have.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Compute sets the counted beside the printed.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	counted, err := detangle.NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	printed, err := detangle.NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	var unnamed int64
	var left, inputs []string
	err = p.each(a, moments, func(moment, row int) {
		if p.whole[row] == 0 {
			left = append(left, p.month[row].Month())
			return
		}
		counted.Add(moment, row, float64(p.counted[row]), detangle.Certain)
		printed.Add(moment, row, p.published[row], detangle.Certain)
		unnamed += p.unnamed[row]
		if snapshot := p.facets.Value("snapshot", row); !slices.Contains(inputs, snapshot) {
			inputs = append(inputs, snapshot)
			finding.Inputs = append(finding.Inputs, detangle.Input{Snapshot: snapshot})
		}
	})
	finding.Rows = counted.Rows()
	for i, row := range printed.Rows() {
		if finding.Rows[i].Denominator = row.Value; row.N == 0 {
			finding.Rows[i].Value, finding.Rows[i].Denominator = nil, nil
			finding.Rows[i].Refusal = &detangle.Refusal{Code: "part_of_a_month", Reason: "the month is not whole on both sides", Closing: p.cover.Closing}
		}
	}
	finding.Caveats = []string{"Only numbers are compared, of records pulled on different days: it says nothing of which is right."}
	if unnamed > 0 {
		finding.Caveats = append(finding.Caveats, fmt.Sprintf("First stints of these months without an id, which are not counted: %d.", unnamed))
	}
	if len(left) > 0 {
		slices.Sort(left)
		finding.Caveats = append(finding.Caveats, "Not whole on both sides, and left out of both: "+strings.Join(slices.Compact(left), ", ")+".")
	}
	return finding, err
}

// Evidence returns the printed numbers that the counts stand beside, each with its cell.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	err := p.each(a, a.Moments(), func(_, row int) {
		if p.whole[row] != 0 {
			rows = append(rows, detangle.Evidence{
				Ref:  detangle.CellRef{Snapshot: p.facets.Value("snapshot", row), Sheet: p.facets.Value("sheet", row), Row: int(p.row[row]), Column: int(p.col[row])},
				Name: p.month[row].Month() + ", " + p.facets.Value("release", row), Note: fmt.Sprintf("%d counted beside %.0f printed", p.counted[row], p.published[row]), Certain: true,
			})
		}
	})
	return rows, err
}

// each calls found for the months asked for: of a month that several releases
// have, only the one that reaches furthest, unless releases are asked for.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment, row int)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	newest := map[detangle.Day]int{} // rows stand in the order of how far a release reaches
	for row, month := range p.month {
		if before, ok := newest[month]; keep.Keep(row) && (!ok || p.whole[row] >= p.whole[before]) {
			newest[month] = row
		}
	}
	releases := slices.Contains(a.By, "release")
	for row, month := range p.month {
		if !keep.Keep(row) || !releases && newest[month] != row {
			continue
		}
		for i, m := range moments {
			if month.MonthEnd() <= m.To && (month >= m.From || m.Month == month.Month()) {
				found(i, row)
			}
		}
	}
	return nil
}
