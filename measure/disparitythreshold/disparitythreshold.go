// Package disparitythreshold compares the bars of evidence at which groups are
// searched. Its rules stand in method.md.
//
// In go the cells of all records; out come, for each record, the fits under every
// prior setting, which are work to be done beforehand and kept (detangle.Slow), and
// the rows that questions look up in them.
package disparitythreshold

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.Measure{
	Name:     "disparity_threshold",
	Title:    "The bar of evidence for a search, one group against another",
	Question: "Are people of one group searched on less evidence than those of another?",
	Unit:     detangle.Disparity,
	Version:  version,
	Where:    keys,
	By:       keys,
	Slow:     true,
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// version is of the method: answers of another are not used.
const version = "1"

var keys = []string{"source", "state", "group", "estimator", "period"}

var about = detangle.About{Name: "searches and finds of groups, place by place", Closing: "a table of stops, searches and hits by place and race, or stop files that record them"}

// caveats are what a reader should know beside every number.
var caveats = []string{
	"The settings of opp2020 hold the risks of groups close together: a true difference in risk then shows up as a difference of bars. Read a number with those under the other settings; only what all agree on is robust.",
	"Signs are what the test tells; the sizes of differences, and the levels of thresholds above all, are pulled towards the prior.",
	"Only people who were stopped are seen: whom officers stop is decided before (post-stop selection).",
	"Race is as the officer recorded it; Hispanic drivers are often recorded as white.",
}

// Prepared holds the records.
type Prepared struct {
	records []*record

	mu     sync.RWMutex
	rows   *detangle.Disparities
	models map[string]detangle.ModelFit // by source, state, group and estimator
}

// Prepare puts the cells of the frame that input.sql makes into records.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	p := &Prepared{}
	var err error
	if p.records, err = newRecords(f); err != nil {
		return nil, err
	}
	return p, p.index()
}

// index makes the rows anew, of what is fitted by now.
func (p *Prepared) index() error {
	var rows []detangle.DisparityRow
	models := map[string]detangle.ModelFit{}
	for _, r := range p.records {
		rows = append(rows, r.rows(models)...)
	}
	d, err := detangle.DisparitiesOf(rows, about, usual, caveats...)
	if err == nil {
		p.rows, p.models = d, models
	}
	return err
}

// Work are the fits of each record that can be fitted.
func (p *Prepared) Work() (all []detangle.Work) {
	for _, r := range p.records {
		if r.refusal != nil {
			continue
		}
		of := map[string]string{"source": r.source}
		if !r.persons {
			of["state"] = r.state
		}
		all = append(all, detangle.Work{Name: r.name(), Of: of, Key: r.key(), Do: r.fit,
			Done: func() bool {
				p.mu.RLock()
				defer p.mu.RUnlock()
				return r.fits != nil
			},
			Give: func(kept []byte) error {
				fits, err := readFits(kept)
				if err != nil {
					return err
				}
				p.mu.Lock()
				defer p.mu.Unlock()
				r.fits = fits
				return p.index()
			}})
	}
	return all
}

func (p *Prepared) now() *detangle.Disparities {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.rows
}

// Coverage is that of the largest record held.
func (p *Prepared) Coverage() detangle.Coverage { return p.now().Coverage() }

// Choose settles which record a question is about. Of a published table, states
// are fitted one by one.
func (p *Prepared) Choose(where map[string]string, by []string) detangle.Choice {
	choice := p.now().Choose(where, by)
	asked := detangle.Args{Where: where, By: by}
	published := slices.ContainsFunc(p.records, func(r *record) bool { return !r.persons && r.source == choice.Where["source"] })
	if choice.Refusal == nil && published && !asked.Asks("state") {
		choice.Refusal = &detangle.Refusal{Code: "state_needed", Reason: "the police of each state are fitted by themselves, and none speaks for the others", Closing: "by=state,group, or where.state"}
	}
	return choice
}

// Compute looks up what is fitted.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	f, err := p.rows.Compute(a)
	for i := range f.Rows {
		of := maps.Clone(a.Where)
		if of == nil {
			of = map[string]string{}
		}
		maps.Copy(of, f.Rows[i].Keys)
		if m, ok := p.models[modelKey(of["source"], of["state"], of["group"], of["estimator"])]; ok {
			f.Rows[i].Test.Model = &m
		} else if m, ok := p.models[modelKey(of["source"], "", of["group"], of["estimator"])]; ok {
			f.Rows[i].Test.Model = &m
		}
	}
	return f, err
}

// Evidence is empty: rows of published tables are reached from the rates
// (search_rate, hit_rate), and those of individual stops are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }

func modelKey(parts ...string) string { return strings.Join(parts, "\x00") }
