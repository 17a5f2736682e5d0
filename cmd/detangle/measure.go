package main

import (
	"errors"
	"io"

	"detangle"
	"detangle/lake"
	"detangle/measure"
)

// measureName is the name of a measure; shells complete it.
type measureName string

// Completions lists the measures.
func (measureName) Completions() []string { return measure.Names() }

// measureCmd asks a measure for a Finding.
type measureCmd struct {
	Name   measureName       `arg:"" optional:"" help:"The measure; without one, the list of all."`
	Where  map[string]string `help:"Count only these: model, state, county, agency_kind, agency or another key of the measure; repeat for more than one key." takes:"KEY=VALUE"`
	By     []string          `help:"Group by model, state, county, agency_kind, month or another key of the measure; several with commas." takes:"KEY"`
	From   string            `help:"Start of the window, for measures of what happened, or the first month; a month before the end if not given." takes:"DATE"`
	AsOf   string            `name:"as-of" help:"The day in the world, or the end of the window; the newest list if not given." takes:"DATE"`
	Known  string            `help:"The day of knowledge: answer with the lists of that day." takes:"DATE"`
	Robust bool              `xor:"form2" help:"Of tests for unequal treatment: ask again without each place, with race by lot, with days of the week in place of race, with other estimators, with missing race in either group and with noisy thresholds, as far as each test allows; print the table."`
	JSON   bool              `name:"json" xor:"form" help:"Print the whole finding as one object."`
	CSV    bool              `name:"csv" xor:"form" help:"Print the rows as CSV."`
}

// Help shows questions.
func (measureCmd) Help() string {
	return `An answer comes with its unit, its bounds, what it does not say, and the files it rests on. Where the record cannot answer, it says why. The rules of a measure are on the page /methods/NAME.

Examples:

    detangle measure
    detangle measure agreements_listed --as-of 2025-09-03 --by model
    detangle measure agreements_active --where state=TX --by month --csv > texas.csv
    detangle measure agreements_ended --from 2021-01-13 --as-of 2025-01-04
    detangle measure agreements_active --as-of 2025-08-15 --known 2025-08-15
    detangle measure removals --by fiscal_year
    detangle measure detainers --where source=pa_detainers --by month
    detangle measure detainers --by since_agreement
    detangle measure arrests --by state --from 2025-02-01 --as-of 2025-02-28
    detangle measure detention_population --as-of 2019-08-01 --by aor
    detangle measure disparity_benchmark --by state,group --where state=SC
    detangle measure disparity_outcome --by group --robust
`
}

// Run asks and prints.
func (c *measureCmd) Run(e *env) error {
	if c.Name == "" {
		return c.list(e.stdout)
	}
	if c.CSV && c.Robust { // said before anything is computed
		return usagef("the checks have no CSV\nhint: --json")
	}
	l, err := openLedger(e)
	if err != nil {
		return err
	}
	defer l.engine.Close()
	if err := finish(e, l.Service, measure.Query{Name: string(c.Name), Where: c.Where, By: c.By}, c.Robust); err != nil {
		return err
	}
	if c.Robust {
		return c.robust(e, l)
	}
	finding, err := l.Ask(e.ctx, measure.Query{Name: string(c.Name), Where: c.Where, By: c.By, From: c.From, AsOf: c.AsOf, Known: c.Known})
	switch {
	case err != nil:
		return asUsage(err)
	case c.JSON:
		return writeJSON(e.stdout, finding)
	case c.CSV:
		return finding.WriteCSV(e.stdout)
	}
	if err := printFinding(e.stdout, finding); err != nil {
		return err
	}
	explain(e, finding)
	return nil
}

// finish computes what a slow measure needs for a question, and says how far it is.
func finish(e *env, s *measure.Service, q measure.Query, checks bool) error {
	var shown *step
	err := s.Finish(e.ctx, q, checks, 0, func(done, all int, name string) {
		switch {
		case shown == nil:
			shown = e.progress.start("computing "+q.Name, all)
			shown.add(0, name)
		case name == "":
			shown.add(1, name)
			shown.end("%d records, kept in the lake", all)
		default:
			shown.add(1, name)
		}
	})
	return asUsage(err)
}

// list prints what can be asked.
func (c *measureCmd) list(w io.Writer) error {
	if c.JSON {
		type entry struct {
			Measure    string        `json:"measure"`
			Title      string        `json:"title"`
			Question   string        `json:"question"`
			Unit       detangle.Unit `json:"unit"`
			Version    string        `json:"version"`
			Where      []string      `json:"where"`
			By         []string      `json:"by"`
			Attributes []string      `json:"attributes,omitempty"` // of persons: with fiscal_year, month or state alone
		}
		var all []entry
		for _, m := range measure.Measures() {
			all = append(all, entry{m.Name, m.Title, m.Question, m.Unit, m.Version, m.Where, m.By, m.Attributes})
		}
		return writeJSON(w, all)
	}
	var rows [][]string
	for _, m := range measure.Measures() {
		rows = append(rows, []string{m.Name, string(m.Unit), m.Question})
	}
	return writeTable(w, []string{"measure", "unit", "question"}, rows)
}

// ledger is an opened lake with a service over it.
type ledger struct {
	*measure.Service
	lake   *lake.Lake
	engine lake.Engine
}

// openLedger opens the lake; close its engine at the end.
func openLedger(e *env) (*ledger, error) {
	l, err := lake.Open(e.lake)
	if err != nil {
		return nil, err
	}
	engine, err := l.Engine(e.ctx, lake.EngineOptions{})
	if err != nil {
		return nil, err
	}
	s, err := measure.New(e.ctx, engine, l.Catalog().Snapshots)
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	s.KeepIn(lake.OpenKept(e.lake))
	return &ledger{s, l, engine}, nil
}

// asUsage gives a question that cannot be meant the exit code of wrong usage.
func asUsage(err error) error {
	var wrong *measure.QuestionError
	if errors.As(err, &wrong) {
		return usageError{err}
	}
	return err
}
