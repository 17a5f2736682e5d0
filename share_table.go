package detangle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ShareTable are shares that the build worked out and rounded, of which pages draw
// pictures: they are looked up, never added up, and counts are not given out.
type ShareTable struct {
	recordsHeld
	keys, needed []string // of questions; those without which several shares answer
	facets       *Facets
	share        Column
	caveats      []string
}

// sharePlaces are keys of places: a question that names none is about the whole record.
var sharePlaces = []string{"county", "department"}

// NewShareTable indexes a frame with the text columns of keys (of which "source" is one) and
// snapshot, the number share (missing where it is withheld) and the days first_day and last_day
// of each row's record. Without one of the keys needed a question is refused.
func NewShareTable(f *Frame, about About, keys, needed []string, caveats ...string) (*ShareTable, error) {
	t := &ShareTable{recordsHeld: holdRecords(about), keys: keys, needed: needed, caveats: caveats}
	var err error
	if t.facets, err = NewFacets(f, append(slices.Clone(keys), "snapshot")...); err != nil {
		return nil, err
	}
	if t.share, err = f.Column("share"); err != nil {
		return nil, err
	}
	if f.Len() > 0 && t.share.Floats == nil {
		return nil, fmt.Errorf("the column %q is not of numbers", "share")
	}
	first, last, err := recordDays(f)
	if err != nil {
		return nil, err
	}
	for i := range f.Len() {
		source := t.facets.Value("source", i)
		t.note(source, first[i], last[i])
		t.whole[source]++
	}
	t.settle()
	return t, nil
}

// Coverage is that of the record with most shares.
func (t *ShareTable) Coverage() Coverage { return t.coverage(t.facets, t.keys) }

// Choose settles which record a question is about.
func (t *ShareTable) Choose(where map[string]string, by []string) Choice {
	choice := Choice{Coverage: t.Coverage(), Where: maps.Clone(where)}
	if choice.Where == nil {
		choice.Where = map[string]string{}
	}
	asked := Args{Where: where, By: by}
	if t.largest == "" {
		return choice
	}
	if !asked.Asks("source") {
		choice.Where["source"], choice.Notes = t.largest, t.chosen()
	}
	if source := choice.Where["source"]; source != "" && t.records[source] != nil {
		words := choice.Coverage.Words
		choice.Coverage = *t.records[source]
		choice.Coverage.Words = words
	}
	var missing []string
	for _, key := range t.needed {
		if !asked.Asks(key) {
			missing = append(missing, key)
		}
	}
	if missing != nil {
		choice.Refusal = &Refusal{Code: "keys_missing", Reason: "several shares answer, which are not added up", Closing: "more keys: by=" + strings.Join(missing, ",")}
	}
	return choice
}

// Compute looks the shares of a question up.
func (t *ShareTable) Compute(a Args) (f Finding, err error) {
	if f.Refusal = t.part(a, "counted", "leave the date out"); f.Refusal != nil {
		return f, nil
	}
	keep, err := t.facets.Filter(a.Where)
	if err != nil {
		return f, err
	}
	tally, err := NewTally(t.facets, a, []Moment{{From: a.From, To: a.AsOf}}, false)
	if err != nil {
		return f, err
	}
	seen := map[string]bool{}
	for i := range t.facets.rows {
		if !keep.Keep(i) || !t.here(a, i) {
			continue
		}
		if at := tally.index(tally.group(0, i)); at != len(f.Rows) {
			f.Rows, f.Refusal = nil, &Refusal{Code: "keys_missing", Reason: "several shares answer, which are not added up", Closing: "more keys: by=" + strings.Join(t.needed, ",")}
			return f, nil
		}
		row := FindingRow{Keys: tally.row(&tally.cells[len(f.Rows)]).Keys}
		if row.Suppressed = t.share.IsNull(i); !row.Suppressed {
			row.Value = &t.share.Floats[i]
		}
		f.Rows = append(f.Rows, row)
		if snapshot := t.facets.Value("snapshot", i); snapshot != "" && !seen[snapshot] {
			seen[snapshot] = true
			f.Inputs = append(f.Inputs, Input{Snapshot: snapshot})
		}
	}
	slices.SortFunc(f.Rows, tally.compare)
	f.Caveats = slices.Clone(t.caveats)
	return f, nil
}

// here says whether a row is of the kind of place that is asked about.
func (t *ShareTable) here(a Args, row int) bool {
	for _, key := range sharePlaces {
		if slices.Contains(t.keys, key) && a.Asks(key) != (t.facets.Value(key, row) != "") {
			return false
		}
	}
	return true
}

// Evidence is empty: the rows behind are about persons.
func (t *ShareTable) Evidence(Args) ([]Evidence, error) { return nil, nil }
