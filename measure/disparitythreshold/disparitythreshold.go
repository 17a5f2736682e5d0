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
	Settings: settingsTold(),
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}

// version is of the method: answers of another are not used.
const version = "3"

var keys = detangle.DisparityKeys()

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
	all    []detangle.DisparityRow
	rows   *detangle.Disparities
	models map[string]detangle.ModelFit // by what tells a row (modelKey)
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
		p.all, p.rows, p.models = rows, d, models
	}
	return err
}

// Work are the fits of each record that can be fitted: of all months, and of those
// around agreements.
func (p *Prepared) Work() (all []detangle.Work) {
	for _, r := range p.records {
		of := map[string][]string{"source": {r.source}, "period": {"all"}}
		if !r.persons {
			of["state"] = []string{r.state}
		}
		if r.refusal == nil {
			all = append(all, p.work(detangle.Work{Name: r.name(), Of: of, Key: r.key(), Do: r.fit}, func() bool { return r.fits != nil }, func(kept []byte) (err error) {
				fits, err := readFits(kept)
				if err == nil {
					r.fits = fits
				}
				return err
			}), p.work(detangle.Work{Name: r.name() + ", checks", Of: of, Key: r.checkKey(), Check: true, Do: r.check}, func() bool { return r.made != nil }, func(kept []byte) (err error) {
				r.made, err = readChecks(kept)
				return err
			}))
		}
		for _, c := range r.around {
			if c.refusal() == nil {
				of := map[string][]string{"source": {r.source}, "period": periods, "agreement": {c.agreement}}
				all = append(all, p.work(detangle.Work{Name: c.name(), Of: of, Key: c.key(), Do: c.fit}, func() bool { return c.fits != nil }, c.read))
			}
		}
	}
	return all
}

// work guards what is done and given.
func (p *Prepared) work(w detangle.Work, done func() bool, give func([]byte) error) detangle.Work {
	w.Done = func() bool {
		p.mu.RLock()
		defer p.mu.RUnlock()
		return done()
	}
	w.Give = func(kept []byte) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		if err := give(kept); err != nil {
			return err
		}
		return p.index()
	}
	return w
}

func (p *Prepared) now() *detangle.Disparities {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.rows
}

// Coverage is that of the largest record held.
func (p *Prepared) Coverage() detangle.Coverage { return p.now().Coverage() }

// Choose settles which record a question is about, and which turn of agreements.
// Of a published table, states are fitted one by one.
func (p *Prepared) Choose(where map[string]string, by []string) detangle.Choice {
	choice := p.now().Choose(where, by)
	asked := detangle.Args{Where: where, By: by}
	switch around := asked.Asks("period") && where["period"] != "all"; {
	case around && !asked.Asks("agreement"):
		choice.Where["agreement"] = begins
	case asked.Asks("agreement") && !asked.Asks("period"):
		choice.Where["period"] = "change"
	}
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
		for _, state := range []string{of["state"], ""} {
			if m, ok := p.models[modelKey(of["source"], state, of["county"], of["department"], of["group"], of["estimator"], of["period"], of["agreement"])]; ok {
				f.Rows[i].Test.Model = &m
				break
			}
		}
	}
	if err == nil && f.Refusal == nil {
		f.Caveats = append(f.Caveats, caveatsOf(a)...)
	}
	return f, err
}

// Evidence is empty: rows of published tables are reached from the rates
// (search_rate, hit_rate), and those of individual stops are about persons.
func (p *Prepared) Evidence(detangle.Args) ([]detangle.Evidence, error) { return nil, nil }

// caveatsOf are those that depend on what was asked.
func caveatsOf(a detangle.Args) (out []string) {
	if a.Asks("agreement") {
		out = append(out, "Agreements begin on other days from county to county, and no county without a change is set against these: what moved everywhere at the time is in the difference.")
	}
	if a.Asks("county") || a.Asks("department") {
		out = append(out, "A place's numbers are pulled towards those of the other places of the record: they are no test of the place by its own counts.")
	}
	return out
}

func modelKey(parts ...string) string { return strings.Join(parts, "\x00") }
