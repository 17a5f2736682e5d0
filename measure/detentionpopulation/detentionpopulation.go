// Package detentionpopulation adds up headcounts of detention facilities on a
// day. Its rules stand in method.md. Nearly a million counts are kept as small
// numbers, in the order of days, so that a day is a range of them.
package detentionpopulation

import (
	_ "embed"
	"fmt"
	"slices"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "detention_population",
	Title:    "People held on a day",
	Question: "How many people did ICE hold on a day, and where?",
	Unit:     detangle.Held,
	Version:  "1",
	Where:    []string{"facility", "aor", "state", "county"},
	By:       []string{"facility", "aor", "state", "county", "month"},
	Withheld: []string{"citizenship", "country", "criminality", "gender", "age"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the facilities and, by day, the counts.
type Prepared struct {
	facets *detangle.Facets // of the facilities
	counts []count          // by day, then facility
	first  detangle.Day     // the day of starts[0]
	starts []int32          // where each day's counts begin, and the end behind the last
	cover  detangle.Coverage
}

type count struct{ facility, people, row int32 }

// attributes of a facility, in the order of the numbers that input.sql gives them.
var attributes = []string{"facility", "name", "aor", "aor_name", "state", "county", "snapshot"}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	r := rows{f.Ints("facility_number"), f.Ints("day_number"), f.Ints("people"), f.Ints("row_number"), f.Ints("attribute"), f.Strings("text")}
	if n := f.Len(); len(r.facility) != n || len(r.day) != n || len(r.people) != n || len(r.row) != n || len(r.attribute) != n || len(r.text) != n {
		return nil, fmt.Errorf("facility_number, day_number, people, row_number, attribute or text is missing")
	}
	p := &Prepared{}
	places, err := r.facilities()
	if err != nil {
		return nil, err
	}
	if p.facets, err = detangle.NewFacets(places, attributes...); err != nil {
		return nil, err
	}
	p.cover = detangle.Coverage{First: detangle.NoDay, Last: detangle.NoDay, Name: "the daily headcount", Closing: "headcounts, or ICE's detention records, of that day", Words: p.words(places.Len())}
	for i, d := range r.day {
		if r.attribute[i] != 0 {
			continue
		}
		if day := detangle.Day(d); p.cover.First == detangle.NoDay || day < p.cover.First {
			p.cover.First = day
		}
		p.cover.Last = max(p.cover.Last, detangle.Day(d))
	}
	return p, p.order(r, places.Len())
}

// rows are the columns of the frame.
type rows struct {
	facility, day, people, row, attribute []int64
	text                                  []string
}

// facilities turns the attributes into a row for each facility.
func (r rows) facilities() (*detangle.Frame, error) {
	n := 0
	for i, a := range r.attribute {
		if a == 1 {
			n = max(n, int(r.facility[i]))
		}
	}
	f := &detangle.Frame{}
	for _, name := range attributes {
		f.Columns = append(f.Columns, detangle.Column{Name: name, Strings: make([]string, n)})
	}
	for i, a := range r.attribute {
		if number := r.facility[i]; number < 1 || number > int64(n) || a < 0 || a > int64(len(attributes)) {
			return nil, fmt.Errorf("row %d has facility %d of %d and attribute %d", i, number, n, a)
		}
		if a > 0 {
			f.Columns[a-1].Strings[r.facility[i]-1] = r.text[i]
		}
	}
	return f, nil
}

// order puts the counts in the order of days, and of facilities within a day:
// first by facility, then by day, each a counting sort.
func (p *Prepared) order(r rows, facilities int) error {
	if p.cover.First == detangle.NoDay {
		return nil
	}
	p.first = p.cover.First
	byFacility := make([]int32, facilities+2)
	p.starts = make([]int32, int(p.cover.Last-p.first)+2)
	n := 0
	for i, a := range r.attribute {
		if a == 0 {
			byFacility[r.facility[i]+1]++
			p.starts[detangle.Day(r.day[i])-p.first+1]++
			n++
		}
	}
	for i := 1; i < len(byFacility); i++ {
		byFacility[i] += byFacility[i-1]
	}
	for i := 1; i < len(p.starts); i++ {
		p.starts[i] += p.starts[i-1]
	}
	sorted := make([]int32, n)
	for i, a := range r.attribute {
		if a == 0 {
			at := &byFacility[r.facility[i]]
			sorted[*at] = int32(i)
			*at++
		}
	}
	next := slices.Clone(p.starts)
	p.counts = make([]count, n)
	for _, i := range sorted {
		at := &next[detangle.Day(r.day[i])-p.first]
		p.counts[*at] = count{int32(r.facility[i] - 1), int32(r.people[i]), int32(r.row[i])}
		*at++
	}
	for i := 1; i < n; i++ {
		if p.counts[i].facility == p.counts[i-1].facility && !slices.Contains(p.starts, int32(i)) {
			return fmt.Errorf("%s is counted twice on one day, in rows %d and %d", p.facets.Value("facility", int(p.counts[i].facility)), p.counts[i-1].row, p.counts[i].row)
		}
	}
	return nil
}

func (p *Prepared) words(n int) map[string]map[string]string {
	words := map[string]map[string]string{"facility": {}, "aor": {}, "state": {}, "county": {}}
	for i := range n {
		words["facility"][p.facets.Value("facility", i)] = p.facets.Value("name", i)
		words["aor"][p.facets.Value("aor", i)] = p.facets.Value("aor_name", i)
		for _, key := range []string{"state", "county"} {
			words[key][p.facets.Value(key, i)] = p.facets.Value(key, i)
		}
	}
	return words
}

// on returns the counts of a day.
func (p *Prepared) on(d detangle.Day) []count {
	i := int(d - p.first)
	if d < p.first || i+1 >= len(p.starts) {
		return nil
	}
	return p.counts[p.starts[i]:p.starts[i+1]]
}

// Coverage says which days the file has.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Compute adds up the headcounts at each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	err = p.each(a, moments, func(moment int, c count) {
		tally.Add(moment, int(c.facility), float64(c.people), detangle.Certain)
	})
	finding.Rows = tally.Rows()
	if len(p.counts) > 0 {
		finding.Inputs = []detangle.Input{{Snapshot: p.facets.Value("snapshot", 0)}}
	}
	finding.Caveats = []string{
		"A headcount of the records that ICE released, hold rooms and hospitals included; ICE's own published population is counted otherwise.",
		"Days must not be added up: most people are held on the next day, too.",
	}
	if len(moments) > 1 {
		finding.Caveats = append(finding.Caveats, "By month: on the last day of each month that the record has.")
	}
	if _, filtered := a.Where["aor"]; filtered || slices.Contains(a.By, "aor") {
		finding.Caveats = append(finding.Caveats, "Areas are those of the newest map, whatever the day.")
	}
	return finding, err
}

// Evidence returns the headcounts added up, each with its row.
func (p *Prepared) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	var rows []detangle.Evidence
	a.By = nil
	err := p.each(a, a.Moments(), func(_ int, c count) {
		i := int(c.facility)
		rows = append(rows, detangle.Evidence{
			Ref:  detangle.CellRef{Snapshot: p.facets.Value("snapshot", i), Row: int(c.row)},
			Name: p.facets.Value("name", i) + " (" + p.facets.Value("facility", i) + ")", State: p.facets.Value("state", i), County: p.facets.Value("county", i),
			Note: people(c.people), Certain: true,
		})
	})
	return rows, err
}

func people(n int32) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

// each calls found for the count of every facility asked for, at each moment.
func (p *Prepared) each(a detangle.Args, moments []detangle.Moment, found func(moment int, c count)) error {
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return err
	}
	for i, moment := range moments {
		for _, c := range p.on(moment.To) {
			if keep.Keep(int(c.facility)) {
				found(i, c)
			}
		}
	}
	return nil
}
