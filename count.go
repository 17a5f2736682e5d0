package detangle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Counts are a table of counted events in memory: how many, under some keys, in
// a month of a record. Several records may be in it. They overlap and differ in
// coverage, so that a question is about one of them and they are never added up:
//
//   - the national record: of each fiscal year the release that stands for it
//   - one release, in full
//   - a record of one place, by its source
type Counts struct {
	facets  *Facets
	rows    []int64 // events
	month   []int32 // months since year 0, noMonth where the day is not known
	current []bool  // it belongs to the national record
	records map[string]*record
	about   About
}

// About says what people call the counted events.
type About struct {
	Name    string // "detainers"
	Closing string // what would close a gap before or after: "a release that has detainers of those days"
}

// record is what one release holds, or, under national, the rows that stand
// for each fiscal year.
type record struct {
	source      string
	rows        int64
	first, last Day
	says        map[string]bool // keys that it has a value for
}

const (
	national = ""
	noMonth  = -1
)

// NewCounts indexes a frame with the columns source, release, current (0 or 1),
// month_number (year times twelve, plus the month less one; NULL where the day
// is not known), first_day and last_day (days since 1970 of the events counted),
// events, and a text column for each key.
func NewCounts(f *Frame, about About, keys ...string) (*Counts, error) {
	c := &Counts{rows: f.Ints("events"), about: about, records: map[string]*record{}}
	n := f.Len()
	first, last, current := f.Ints("first_day"), f.Ints("last_day"), f.Ints("current")
	month, err := f.Column("month_number")
	if err != nil {
		return nil, err
	}
	if len(c.rows) != n || len(first) != n || len(last) != n || len(current) != n || month.Len() != n {
		return nil, fmt.Errorf("no integer columns events, first_day, last_day, current and month_number")
	}
	if c.facets, err = NewFacets(f, append([]string{"source", "release"}, keys...)...); err != nil {
		return nil, err
	}
	c.month, c.current = make([]int32, n), make([]bool, n)
	for i := range n {
		c.month[i], c.current[i] = noMonth, current[i] == 1
		if !month.IsNull(i) {
			c.month[i] = int32(month.Ints[i])
		}
		release := c.facets.Value("release", i)
		c.note(release, i, Day(first[i]), Day(last[i]))
		if c.current[i] {
			c.note(national, i, Day(first[i]), Day(last[i]))
		}
	}
	for name, r := range c.records {
		c.says(name, r, keys)
	}
	return c, nil
}

// note adds a row to what is known of a record.
func (c *Counts) note(name string, row int, first, last Day) {
	r := c.records[name]
	if r == nil {
		r = &record{source: c.facets.Value("source", row), first: NoDay, last: NoDay, says: map[string]bool{}}
		c.records[name] = r
	}
	r.rows += c.rows[row]
	if c.month[row] == noMonth {
		return
	}
	if r.first == NoDay || first < r.first {
		r.first = first
	}
	r.last = max(r.last, last)
}

// says finds the keys that a record has a value for.
func (c *Counts) says(name string, r *record, keys []string) {
	for _, key := range keys {
		blank, blanked := c.facets.facets[key].code[""]
		for i, code := range c.facets.Codes(key) {
			if (!blanked || code != blank) && (name == national && c.current[i] || name != national && c.facets.Value("release", i) == name) {
				r.says[key] = true
				break
			}
		}
	}
}

// local reports that a release is a source's own record, not one of a series.
func (c *Counts) local(name string) bool { return name != national && c.records[name].source == name }

// Coverage is that of the national record, or of the largest record where that
// is not held.
func (c *Counts) Coverage() Coverage {
	return c.coverage(c.usual(), c.words())
}

// usual is the record that a question without source and release is about.
func (c *Counts) usual() string {
	if c.records[national] != nil {
		return national
	}
	best := national
	for _, name := range slices.Sorted(maps.Keys(c.records)) {
		if best == national || c.records[name].rows > c.records[best].rows {
			best = name
		}
	}
	return best
}

func (c *Counts) coverage(name string, words map[string]map[string]string) Coverage {
	cover := Coverage{First: NoDay, Last: NoDay, Monthly: true, Name: c.title(name), Closing: c.about.Closing, Words: words}
	if r := c.records[name]; r != nil {
		cover.First, cover.Last = r.first, r.last
	}
	return cover
}

// title is what people call a record.
func (c *Counts) title(name string) string {
	switch {
	case name == national:
		return "the national record of " + c.about.Name
	case c.local(name):
		return "the record " + name + " of " + c.about.Name
	}
	return "the release " + name + " of " + c.about.Name
}

// words are the values that questions may name.
func (c *Counts) words() map[string]map[string]string {
	words := map[string]map[string]string{}
	for key, fc := range c.facets.facets {
		words[key] = make(map[string]string, len(fc.values))
		for _, v := range fc.values {
			if v != "" {
				words[key][v] = v
			}
		}
	}
	return words
}

// Name gives the values of a key the names that another column has for them.
func (c *Counts) Name(words map[string]map[string]string, key, column string) {
	names, codes := c.facets.facets[column], c.facets.Codes(column)
	for i, code := range c.facets.Codes(key) {
		if v, name := c.facets.facets[key].values[code], names.values[codes[i]]; v != "" && name != "" {
			words[key][v] = name
		}
	}
}

// Choose settles which record a question is about, and refuses one that it
// cannot answer.
func (c *Counts) Choose(where map[string]string, by []string) Choice {
	name, choice := c.usual(), Choice{Where: where}
	release, source := where["release"], where["source"]
	each := slices.Contains(by, "source") || slices.Contains(by, "release")
	switch {
	case len(c.records) == 0:
	case release != "":
		name = release
	case source != "" && c.records[source] != nil:
		name = source
	case source != "" && !c.isCurrent(source):
		choice.Refusal = &Refusal{Code: "not_current", Reason: fmt.Sprintf("no release of %s stands for a fiscal year: newer ones have replaced them", source), Closing: "where.release, one of " + strings.Join(c.names(), ", ")}
	case source == "" && each:
		choice.Notes = []string{"Each row is of a record of its own: records overlap and differ in coverage, and are not to be added up."}
		choice.Coverage = c.span()
	case source == "" && name != national:
		choice.Where = maps.Clone(where)
		if choice.Where == nil {
			choice.Where = map[string]string{}
		}
		key := "release"
		if c.local(name) {
			key = "source"
		}
		choice.Where[key] = name
		choice.Notes = []string{fmt.Sprintf("No national record of %s is held: this is %s, the largest of those held (%s). Records differ in coverage and are not added up.", c.about.Name, name, strings.Join(c.names(), ", "))}
	}
	if choice.Coverage.Name == "" {
		choice.Coverage = c.coverage(name, nil)
	}
	if choice.Refusal == nil && !each {
		choice.Refusal = c.silent(name, choice.Where, by)
	}
	return choice
}

// span is the coverage of all records together, for answers by record.
func (c *Counts) span() Coverage {
	cover := Coverage{First: NoDay, Last: NoDay, Monthly: true, Name: "the records of " + c.about.Name, Closing: c.about.Closing}
	for _, r := range c.records {
		if r.first != NoDay && (cover.First == NoDay || r.first < cover.First) {
			cover.First = r.first
		}
		cover.Last = max(cover.Last, r.last)
	}
	return cover
}

// isCurrent reports that a source has rows in the national record.
func (c *Counts) isCurrent(source string) bool {
	for i := range c.current {
		if c.current[i] && c.facets.Value("source", i) == source {
			return true
		}
	}
	return false
}

// silent refuses a key that a record says nothing of.
func (c *Counts) silent(name string, where map[string]string, by []string) *Refusal {
	r := c.records[name]
	if r == nil {
		return nil
	}
	for _, key := range append(slices.Sorted(maps.Keys(where)), by...) {
		if key == "month" || key == "source" || key == "release" || key == "fiscal_year" || r.says[key] || c.facets.facets[key] == nil {
			continue
		}
		return &Refusal{Code: "no_column", Reason: fmt.Sprintf("%s does not say the %s", c.title(name), strings.ReplaceAll(key, "_", " ")), Closing: "a release or a local record that has it"}
	}
	return nil
}

// names lists the records held.
func (c *Counts) names() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(c.records)), func(name string) bool { return name == national })
}
