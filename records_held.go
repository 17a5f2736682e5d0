package detangle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// recordsHeld are the records, by source, of which a question is about one: they
// overlap, and are never added up.
type recordsHeld struct {
	records map[string]*Coverage
	whole   map[string]int64 // how much each holds
	largest string
	about   About
}

func holdRecords(about About) recordsHeld {
	return recordsHeld{records: map[string]*Coverage{}, whole: map[string]int64{}, about: about}
}

// note widens the days of a record.
func (r *recordsHeld) note(source string, first, last Day) {
	c := r.records[source]
	if c == nil {
		c = &Coverage{First: first, Last: last, Name: "the record " + source + " of " + r.about.Name, Closing: r.about.Closing}
		r.records[source] = c
	}
	c.First, c.Last = min(c.First, first), max(c.Last, last)
}

// recordDays are the columns first_day and last_day, of each row's record.
func recordDays(f *Frame) (first, last []Day, err error) {
	if first, err = f.Days("first_day"); err != nil {
		return nil, nil, err
	}
	last, err = f.Days("last_day")
	return first, last, err
}

// settle finds the largest.
func (r *recordsHeld) settle() {
	for _, source := range slices.Sorted(maps.Keys(r.records)) {
		if r.largest == "" || r.whole[source] > r.whole[r.largest] {
			r.largest = source
		}
	}
}

// coverage is that of the largest record, with the values that its keys have.
func (r *recordsHeld) coverage(x *Facets, keys []string) Coverage {
	c := Coverage{First: NoDay, Last: NoDay, Name: "a record of " + r.about.Name, Closing: r.about.Closing}
	if held := r.records[r.largest]; held != nil {
		c = *held
	}
	c.Words = map[string]map[string]string{}
	for _, key := range keys {
		c.Words[key] = map[string]string{}
		for _, v := range x.facets[key].values {
			if v != "" {
				c.Words[key][v] = v
			}
		}
	}
	return c
}

// chosen says that one record of several answers.
func (r *recordsHeld) chosen() []string {
	if len(r.records) < 2 {
		return nil
	}
	return []string{fmt.Sprintf("Records of %s are not added up: this is %s, the largest of those held (%s).", r.about.Name, r.largest, strings.Join(slices.Sorted(maps.Keys(r.records)), ", "))}
}

// part refuses a day within a record that is answered as a whole.
func (r *recordsHeld) part(a Args, done, closing string) *Refusal {
	c := r.records[a.Where["source"]]
	if c == nil || a.AsOf == c.Last {
		return nil
	}
	return &Refusal{Code: "part_of_a_record", Reason: fmt.Sprintf("%s is %s as a whole, to %s: it has no time within", c.Name, done, c.Last), Closing: closing}
}
