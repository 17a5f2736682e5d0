package detangle

import (
	"fmt"
	"slices"
	"strings"
)

// PublishedTime says how published numbers stand to time.
type PublishedTime uint8

// A flow happens in a window and adds up over months. An average is over a month
// or a fiscal year and never adds up: a window of one month asks for the month's,
// a wider one for those of the fiscal years within, the last where none is named.
// What stood on a day is known for the day that an edition reaches, and no other.
const (
	Flow PublishedTime = iota
	Average
	OnDay
)

// PublishedSpec describes the numbers to NewPublished.
type PublishedSpec struct {
	Time    PublishedTime
	Apart   bool              // numbers never add up, over keys neither: days of stay
	Years   bool              // they are printed for fiscal years only
	Keys    []string          // key columns of the frame, besides fiscal_year and month
	Names   map[string]string // key -> column with its name for people
	What    string            // what is counted: "initial book-ins"
	Record  string            // what people call the record
	Closing string            // what would close a gap
}

// Published answers from numbers that a publisher printed, in several tables of
// several editions: every row of an answer is a printed number, or a sum of
// printed numbers where the publisher printed no total. The newest edition of a
// fiscal year answers; an older one answers what was known then.
//
// Its frame has a row for each printed number: table_name, fiscal_year (text),
// month (ISO, NULL for a whole year or a day), the key columns ("all" for a
// printed total over the key, NULL where the table does not have it), value,
// pull_date and as_of of the edition, snapshot, sheet, row_number, column_number.
// Tables that answer the same question stand in the order of preference.
type Published struct {
	spec     PublishedSpec
	facets   *Facets
	month    []Day
	value    []float64
	row, col []int64
	tables   []publishedTable // of each edition, in the order of the frame
	editions []publishedEdition
	restated map[string][]int32 // number -> its rows, by edition
	cover    Coverage
}

// publishedEdition is one snapshot's numbers of one fiscal year.
type publishedEdition struct {
	year     string
	snapshot string
	pull     Day
	asOf     Day // the last day that its numbers reach
	tables   []int
}

// publishedTable is one table of an edition.
type publishedTable struct {
	name   string
	rows   []int32
	has    map[string]bool // keys that it divides by
	totals map[string]bool // keys that it has a printed total over
	grain  [2]bool         // it has years or days, it has months
}

// NewPublished indexes the frame.
func NewPublished(f *Frame, spec PublishedSpec) (*Published, error) {
	p := &Published{spec: spec, row: f.Ints("row_number"), col: f.Ints("column_number"), restated: map[string][]int32{}}
	columns := append([]string{"table_name", "fiscal_year", "snapshot", "sheet"}, spec.Keys...)
	for _, name := range spec.Names {
		columns = append(columns, name)
	}
	var err error
	if p.facets, err = NewFacets(f, columns...); err != nil {
		return nil, err
	}
	if p.month, err = f.Days("month"); err != nil {
		return nil, err
	}
	pull, err := f.Days("pull_date")
	if err != nil {
		return nil, err
	}
	asOf, err := f.Days("as_of")
	if err != nil {
		return nil, err
	}
	values, err := f.Column("value")
	if err != nil || values.Floats == nil && f.Len() > 0 || len(p.row) != f.Len() || len(p.col) != f.Len() {
		return nil, fmt.Errorf("no columns value, row_number and column_number, or of another type: %v", err)
	}
	p.value = values.Floats
	p.index(pull, asOf)
	p.covers()
	return p, nil
}

// index sorts the rows into editions and tables.
func (p *Published) index(pull, asOf []Day) {
	at, tableAt := map[string]int{}, map[string]int{}
	for i := range p.value {
		key := p.facets.Value("fiscal_year", i) + " " + p.facets.Value("snapshot", i)
		e, ok := at[key]
		if !ok {
			e = len(p.editions)
			at[key] = e
			p.editions = append(p.editions, publishedEdition{year: p.facets.Value("fiscal_year", i), snapshot: p.facets.Value("snapshot", i), pull: pull[i], asOf: asOf[i]})
		}
		p.editions[e].asOf = max(p.editions[e].asOf, asOf[i])
		name := p.facets.Value("table_name", i)
		t, ok := tableAt[key+" "+name]
		if !ok {
			t = len(p.tables)
			tableAt[key+" "+name] = t
			p.tables = append(p.tables, publishedTable{name: name, has: map[string]bool{}, totals: map[string]bool{}})
			p.editions[e].tables = append(p.editions[e].tables, t)
		}
		p.tables[t].add(p, int32(i))
		number := p.number(i)
		p.restated[number] = append(p.restated[number], int32(i))
	}
	slices.SortStableFunc(p.editions, func(a, b publishedEdition) int {
		if c := strings.Compare(a.year, b.year); c != 0 {
			return c
		}
		if a.pull != b.pull {
			return int(a.pull - b.pull)
		}
		return strings.Compare(a.snapshot, b.snapshot)
	})
}

func (t *publishedTable) add(p *Published, row int32) {
	t.rows = append(t.rows, row)
	grain := 0
	if p.month[row] != NoDay {
		grain = 1
	}
	t.grain[grain] = true
	for _, key := range p.spec.Keys {
		switch p.facets.Value(key, int(row)) {
		case "":
		case "all":
			t.totals[key] = true
		default:
			t.has[key] = true
		}
	}
}

// number names a printed number apart from its edition.
func (p *Published) number(row int) string {
	parts := []string{p.facets.Value("table_name", row), p.facets.Value("fiscal_year", row), fmt.Sprint(p.month[row])}
	for _, key := range p.spec.Keys {
		parts = append(parts, p.facets.Value(key, row))
	}
	return strings.Join(parts, "\x00")
}

// yearSpan is the part of a fiscal year that an edition reaches, in whole months.
func (e publishedEdition) span() (first, last Day) {
	var year int
	fmt.Sscan(e.year, &year)
	first, _ = ParseDay(fmt.Sprintf("%04d-10-01", year-1))
	end, _ := ParseDay(fmt.Sprintf("%04d-09-30", year))
	return first, min(end, max(first, e.asOf).MonthEnd())
}

func (p *Published) covers() {
	c := Coverage{First: NoDay, Last: NoDay, Monthly: p.spec.Time != OnDay, Editions: true, Name: p.spec.Record, Closing: p.spec.Closing, Words: map[string]map[string]string{"fiscal_year": {}}}
	for _, e := range p.editions {
		first, last := e.span()
		if p.spec.Time == OnDay {
			first, last = e.asOf, e.asOf
		}
		if c.First == NoDay || first < c.First {
			c.First = first
		}
		c.Last = max(c.Last, last)
		c.Words["fiscal_year"][e.year] = e.year
	}
	for _, key := range p.spec.Keys {
		c.Words[key] = map[string]string{}
		for i := range p.value {
			value := p.facets.Value(key, i)
			if value == "" || value == "all" {
				continue
			}
			c.Words[key][value] = value
			if name, ok := p.spec.Names[key]; ok && p.facets.Value(name, i) != "" {
				c.Words[key][value] = p.facets.Value(name, i)
			}
		}
	}
	p.cover = c
}

// Coverage says which days the editions reach.
func (p *Published) Coverage() Coverage { return p.cover }
