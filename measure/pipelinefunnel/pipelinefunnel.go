// Package pipelinefunnel counts how many events of one kind are linked to one of
// the next kind, step by step, with those that are not in rows of their own. Its
// rules stand in method.md.
package pipelinefunnel

import (
	_ "embed"
	"fmt"
	"strconv"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

var keys = []string{"link", "release", "fiscal_year", "step", "standing"}

func byYear(key string) detangle.Refusal {
	return detangle.Refusal{Code: "no_column", Reason: "links are counted by release and fiscal year: the funnel has no " + key,
		Closing: "the measures of each record, which have it: encounters, detainers, arrests, stays, removals"}
}

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "pipeline_funnel",
	Title:    "From encounter to removal",
	Question: "Of the events of one record, how many are linked to an event of the next, and how many are not, and why?",
	Unit:     detangle.Linked,
	Version:  "1",
	Window:   true,
	Where:    keys,
	By:       keys,
	Lacks:    map[string]detangle.Refusal{"month": byYear("month"), "state": byYear("state"), "county": byYear("county"), "aor": byYear("area"), "agency": byYear("agency"), "model": byYear("model")},
	Withheld: []string{"criminality", "threat_level", "citizenship", "gender", "age"},
	Events:   "event_link",
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// Prepared holds the counts.
type Prepared struct {
	facets  *detangle.Facets
	current []int64
	year    []int64
	events  []int64
	cover   detangle.Coverage
}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{current: f.Ints("current"), year: f.Ints("fiscal_year"), events: f.Ints("events")}
	if n := f.Len(); len(p.current) != n || len(p.year) != n || len(p.events) != n {
		return nil, fmt.Errorf("no integer columns current, fiscal_year and events")
	}
	years := detangle.Column{Name: "fiscal_year", Strings: make([]string, len(p.year))}
	for i, y := range p.year {
		years.Strings[i] = strconv.FormatInt(y, 10)
	}
	columns := []detangle.Column{years}
	for _, c := range f.Columns {
		if c.Name != "fiscal_year" {
			columns = append(columns, c)
		}
	}
	var err error
	if p.facets, err = detangle.NewFacets(&detangle.Frame{Columns: columns}, keys...); err != nil {
		return nil, err
	}
	p.cover = detangle.Coverage{First: detangle.NoDay, Last: detangle.NoDay, Monthly: true, Name: "the record of links", Closing: "a release whose ids link its tables in those years", Words: map[string]map[string]string{}}
	for _, key := range keys {
		p.cover.Words[key] = map[string]string{}
	}
	for i, y := range p.year {
		for _, key := range keys {
			p.cover.Words[key][p.facets.Value(key, i)] = p.facets.Value(key, i)
		}
		first, last := span(y)
		if p.cover.First == detangle.NoDay || first < p.cover.First {
			p.cover.First = first
		}
		p.cover.Last = max(p.cover.Last, last)
	}
	return p, nil
}

// span is a fiscal year in days.
func span(year int64) (first, last detangle.Day) {
	first, _ = detangle.ParseDay(fmt.Sprintf("%04d-10-01", year-1)) // both are dates as written
	last, _ = detangle.ParseDay(fmt.Sprintf("%04d-09-30", year))
	return first, last
}

// Coverage says which fiscal years have links.
func (p *Prepared) Coverage() detangle.Coverage { return p.cover }

// usualLink is the way of linking that an answer is about where none is asked for.
const usualLink = "detangle"

// Choose settles the way of linking, and refuses windows within a fiscal year.
func (p *Prepared) Choose(where map[string]string, by []string) detangle.Choice {
	choice := detangle.Choice{Coverage: p.cover, Where: map[string]string{}}
	for k, v := range where {
		choice.Where[k] = v
	}
	asked := detangle.Args{Where: where, By: by}
	if _, held := p.cover.Words["link"][usualLink]; held && !asked.Asks("link") {
		choice.Where["link"] = usualLink
		choice.Notes = []string{"Two ways of linking are held, the published rules of the Deportation Data Project (link=ddp) and ours (link=detangle); they are not added up, and this is by ours."}
	}
	if !asked.Asks("step") {
		choice.Refusal = &detangle.Refusal{Code: "steps_differ", Reason: "the steps count different events, which are not added up", Closing: "by=step, or where.step, such as arrest to stay"}
	}
	return choice
}

// Compute counts the events of each step that lie in fiscal years of the window.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	var finding detangle.Finding
	keep, err := p.facets.Filter(a.Where)
	if err != nil {
		return finding, err
	}
	tally, err := detangle.NewTally(p.facets, a, []detangle.Moment{{From: a.From, To: a.AsOf}}, false)
	if err != nil {
		return finding, err
	}
	linked, unlinked, cut := int64(0), int64(0), false
	every := a.Asks("release")
	for row, events := range p.events {
		first, last := span(p.year[row])
		if !keep.Keep(row) || !every && p.current[row] == 0 || last < a.From || first > a.AsOf {
			continue
		}
		if first < a.From || last > a.AsOf {
			cut = true
			continue
		}
		tally.AddEvents(0, row, events, detangle.Certain)
		if p.facets.Value("standing", row) == "linked" {
			linked += events
		} else {
			unlinked += events
		}
	}
	finding.Rows = tally.Rows()
	if cut {
		finding.Caveats = append(finding.Caveats, "Links are counted by fiscal year: years that the window cuts are left out.")
	}
	if !a.Asks("standing") {
		finding.Caveats = append(finding.Caveats, fmt.Sprintf("All events of the step, linked or not: %d are linked and %d are not (by=standing).", linked, unlinked))
	}
	finding.Caveats = append(finding.Caveats, "Unlinked is not the end of a pathway: the partner may lie outside of the release, have no id, or not have been recorded. Persons are never linked across releases.")
	return finding, nil
}

// Evidence is empty: the rows behind the counts are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }
