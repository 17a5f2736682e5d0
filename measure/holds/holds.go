// Package holds counts bookings of a local jail with a hold for immigration, and
// measures how long each lasted past the time otherwise due, against the 48
// hours of the regulation and of the form. Its rules stand in method.md.
package holds

import (
	_ "embed"
	"fmt"
	"time"

	"detangle"
	"detangle/stat/clock"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "holds",
	Title:    "Bookings with an immigration hold",
	Question: "How many bookings of a local jail had a hold for immigration, and how long did it last past the time otherwise due?",
	Unit:     detangle.Bookings,
	Events:   "booking",
	Version:  "1",
	Window:   true,
	Where:    []string{"source", "county", "year", "released_to", "past", "past_form"},
	By:       []string{"source", "county", "year", "month", "released_to", "past", "past_form"},
	Withheld: []string{"country", "criminality", "citizenship", "gender", "race", "ethnicity", "age"},
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// What a hold was, past the time otherwise due.
const (
	NotKnown = "not known"           // the booking's other charges are not in the record
	None     = "none"                // released no later than the other charges ended
	Within   = "up to the deadline"  // within the 48 hours
	Beyond   = "beyond the deadline" // longer
)

// Prepared holds the bookings.
type Prepared struct {
	facets   *detangle.Facets
	released []detangle.Day
	known    int
	bookings int64
	cover    detangle.Coverage
}

// Prepare indexes the frame that input.sql makes and runs the clock of each hold.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	n := f.Len()
	p := &Prepared{cover: detangle.Coverage{First: detangle.NoDay, Last: detangle.NoDay, Name: "the record of bookings", Closing: "a jail's bookings with the times of release, of the end of each charge, and of the detainer",
		Words: map[string]map[string]string{"source": {}, "year": {}, "released_to": {}, "past": {}, "past_form": {}}}}
	year, past, form := make([]string, n), make([]string, n), make([]string, n)
	released, due, zones := f.Strings("released_at"), f.Strings("due_at"), f.Strings("zone")
	if len(released) != n || len(due) != n || len(zones) != n || len(f.Ints("bookings")) != n {
		return nil, fmt.Errorf("released_at, due_at, zone or bookings is missing")
	}
	for i := range n {
		day, err := detangle.ParseDay(released[i][:10])
		if err != nil {
			return nil, err
		}
		p.released = append(p.released, day)
		if year[i] = released[i][:4]; p.cover.First == detangle.NoDay || day < p.cover.First {
			p.cover.First = day
		}
		p.cover.Last = max(p.cover.Last, day)
		if past[i], form[i], err = measured(due[i], released[i], zones[i]); err != nil {
			return nil, fmt.Errorf("booking %d: %w", i+1, err)
		}
		if past[i] != NotKnown {
			p.known++
		}
		p.bookings = f.Ints("bookings")[i]
	}
	whole := &detangle.Frame{Columns: append([]detangle.Column{{Name: "year", Strings: year}, {Name: "past", Strings: past}, {Name: "past_form", Strings: form}}, f.Columns...)}
	var err error
	if p.facets, err = detangle.NewFacets(whole, "source", "county", "year", "released_to", "past", "past_form"); err != nil {
		return nil, err
	}
	for key, words := range p.cover.Words {
		for i := range n {
			words[p.facets.Value(key, i)] = p.facets.Value(key, i)
		}
	}
	return p, nil
}

// measured runs the clock from the time otherwise due to the release.
func measured(due, released, zone string) (past, form string, err error) {
	if due == "" {
		return NotKnown, NotKnown, nil
	}
	place, err := clock.Zone(zone)
	if err != nil {
		return "", "", err
	}
	from, err := time.ParseInLocation(time.DateTime, due, place)
	if err != nil {
		return "", "", err
	}
	to, err := time.ParseInLocation(time.DateTime, released, place)
	if err != nil {
		return "", "", err
	}
	if !to.After(from) {
		return None, None, nil
	}
	answer, err := clock.Run(from, clock.FederalObserved)
	if err != nil {
		return "", "", err
	}
	hold, err := answer.Excess(to)
	if err != nil {
		return "", "", err
	}
	past, form = Within, Within
	if hold.Excess > 0 {
		past = Beyond
	}
	if hold.ExcessForm > 0 {
		form = Beyond
	}
	return past, form, nil
}

// Coverage says which days of release the record has.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// Compute counts the bookings released within each moment.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	moments := a.Moments()
	tally, err := detangle.NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return finding, err
	}
	for row, day := range p.released {
		if !keep.Keep(row) {
			continue
		}
		for i, m := range moments {
			if day > m.From && day <= m.To || i == 0 && day == m.From {
				tally.Add(i, row, 1, detangle.Certain)
				break
			}
		}
	}
	finding.Rows = tally.Rows()
	finding.Caveats = []string{
		fmt.Sprintf("The time otherwise due is the end of the booking's other charges: known for %d of %d bookings with a hold, out of %d bookings in these tables. The jail prints some of these ends to the hour of an evening that the person had left before.", p.known, len(p.released), p.bookings),
		"These are the two published tables of the Pierce County study that fit here (charges not coded, and other charges), not the whole: the study counted 188 holds in 29,312 bookings (0.641 in a hundred) from October 2016 to July 2018, with 73.6 days in jail on average with a hold and 26.9 without. Those numbers cannot be counted again from these tables.",
		"A hold that went on to a time is not shown to be due to the detainer alone.",
	}
	return finding, nil
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
