package removals

import (
	"maps"

	"detangle"
)

// tableSource is the record that a question without a source is about.
const tableSource = "ice-removals-by-month"

// Both holds ICE's table and, apart from it, the removals of individual records.
// They count the same departures and are never added up.
type Both struct {
	*Prepared
	events *detangle.Counts
	cover  detangle.Coverage
}

var eventKeys = []string{"source", "release", "fiscal_year", "arresting_agency", "aor", "state", "program", "disposition"}

// PrepareBoth indexes the frame that input.sql makes.
func PrepareBoth(f *detangle.Frame) (*Both, error) {
	table, events := split(f)
	cells, err := Prepare(table)
	if err != nil {
		return nil, err
	}
	b := &Both{Prepared: cells, cover: cells.Coverage()}
	about := detangle.About{Name: "removals", Closing: "a release of ICE's removals of those days"}
	if b.events, err = detangle.NewCounts(events, about, append(eventKeys[2:], "aor_name")...); err != nil {
		return nil, err
	}
	words := b.events.Coverage().Words
	b.events.Name(words, "aor", "aor_name")
	for key, named := range words {
		all := maps.Clone(named)
		maps.Copy(all, b.cover.Words[key])
		b.cover.Words[key] = all
	}
	b.cover.Words["source"][tableSource] = tableSource
	return b, nil
}

// split parts the frame by its column kind; the events are named as NewCounts reads them.
func split(f *detangle.Frame) (table, events *detangle.Frame) {
	table, events = &detangle.Frame{}, &detangle.Frame{}
	kind := f.Strings("kind")
	for _, c := range f.Columns {
		parts := [2]detangle.Column{{Name: c.Name}, {Name: c.Name}}
		if c.Name == "removals" {
			parts[1].Name = "events"
		}
		for i := range parts {
			if c.Strings != nil {
				parts[i].Strings = []string{}
			} else {
				parts[i].Ints = []int64{}
			}
			if c.Null != nil {
				parts[i].Null = []bool{}
			}
		}
		for row, k := range kind {
			part := &parts[0]
			if k == "events" {
				part = &parts[1]
			}
			if c.Strings != nil {
				part.Strings = append(part.Strings, c.Strings[row])
			} else {
				part.Ints = append(part.Ints, c.Ints[row])
			}
			if c.Null != nil {
				part.Null = append(part.Null, c.Null[row])
			}
		}
		table.Columns, events.Columns = append(table.Columns, parts[0]), append(events.Columns, parts[1])
	}
	return table, events
}

// Individual returns the individual records, which attributes of persons are
// counted from.
func (b *Both) Individual() *detangle.Counts { return b.events }

// ofTable reports that a question is about ICE's table.
func ofTable(where map[string]string) bool {
	return where["release"] == "" && (where["source"] == "" || where["source"] == tableSource)
}

// Coverage is that of ICE's table, with the words of both.
func (b *Both) Coverage() detangle.Coverage { return b.cover }

// Choose settles which record a question is about: ICE's table, unless a source
// or release of individual records is asked for.
func (b *Both) Choose(where map[string]string, by []string) detangle.Choice {
	asked := detangle.Args{Where: where, By: by}
	if !ofTable(where) || asked.Asks("state") || asked.Asks("program") || asked.Asks("disposition") {
		return b.events.Choose(where, by)
	}
	return detangle.Choice{Where: where, Coverage: b.cover}
}

// aboutTable reports that an answer is from ICE's table.
func aboutTable(a detangle.Args) bool {
	return ofTable(a.Where) && !a.Asks("state") && !a.Asks("program") && !a.Asks("disposition")
}

// Compute adds up the cells of ICE's table, or counts the removals of the record
// asked for.
func (b *Both) Compute(a detangle.Args) (detangle.Finding, error) {
	if aboutTable(a) {
		return b.Prepared.Compute(withoutSource(a))
	}
	rows, err := b.events.Count(a, nil)
	return detangle.Finding{Rows: rows, Caveats: []string{
		"Individual records, not ICE's table of removals: the two count the same departures by other rules, and are never added up.",
		"The state is where the person was arrested, and three of four rows do not say it.",
	}}, err
}

// Evidence returns the cells of ICE's table. The rows of individual records are
// about persons.
func (b *Both) Evidence(a detangle.Args) ([]detangle.Evidence, error) {
	if aboutTable(a) {
		return b.Prepared.Evidence(withoutSource(a))
	}
	return nil, nil
}

// withoutSource takes the filter away that chose the table.
func withoutSource(a detangle.Args) detangle.Args {
	a.Where = maps.Clone(a.Where)
	delete(a.Where, "source")
	return a
}
