package main

import (
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/measure"
)

// changesCmd prints the typed change log of agreements.
type changesCmd struct {
	From  string   `help:"Changes after this date; a month before the end if not given." takes:"DATE"`
	To    string   `help:"Up to and including this date; the newest list if not given." takes:"DATE"`
	Place string   `help:"Only this state (TX), county (48201) or agency (tx-harris-county-sheriff)." takes:"PLACE"`
	Type  []string `help:"Only these types; several with commas." takes:"TYPE"`
	JSON  bool     `name:"json" xor:"form" help:"Print an object: from, to, changes and their summary."`
	CSV   bool     `name:"csv" xor:"form" help:"Print CSV."`
}

// changeTypes are the types of change, in the order of the summary.
var changeTypes = []string{"new", "ended", "unconfirmed", "returned", "relabel", "renewal", "correction", "data_gap"}

// Help says when a change belongs to a window.
func (changesCmd) Help() string {
	return `A change happened between two lists: after the last that shows the old state, and by the first that shows the new. It belongs to the window in which that second date lies: after --from, up to and including --to. No exact date is made up.

The types: ` + strings.Join(changeTypes, ", ") + `.

Examples:

    detangle changes
    detangle changes --from 2021-01-13 --to 2025-01-04
    detangle changes --place TX --type new,ended --csv > texas.csv
`
}

// change is one row of the table change.
type change struct {
	ID        string `json:"change"`
	Type      string `json:"type"`
	Agency    string `json:"agency"`
	Name      string `json:"agency_name"`
	State     string `json:"state"`
	County    string `json:"county_fips"`
	Model     string `json:"model"`
	Agreement string `json:"agreement"`
	After     string `json:"after_date"`
	By        string `json:"by_date"`
	Known     string `json:"known_from"`
	Old       string `json:"old"`
	New       string `json:"new"`
	Detail    string `json:"detail"`
	Before    string `json:"before_ref"` // REF that trace takes
	Shown     string `json:"after_ref"`
}

// Run reads the table and prints.
func (c *changesCmd) Run(e *env) error {
	for _, t := range c.Type {
		if !slices.Contains(changeTypes, t) {
			return usagef("unknown type of change %q\nhint: types are %s", t, strings.Join(changeTypes, ", "))
		}
	}
	l, err := openLedger(e)
	if err != nil {
		return err
	}
	defer l.engine.Close()
	from, to, err := c.window(l.Service)
	if err != nil {
		return err
	}
	if err := c.checkPlace(e, l.engine); err != nil {
		return err
	}
	frame, err := l.engine.Query(e.ctx, changesSQL, from.String(), to.String(), c.Place, c.Place, c.Place, c.Place)
	if err != nil {
		return err
	}
	all := readChanges(frame)
	if len(c.Type) > 0 {
		all = slices.DeleteFunc(all, func(ch change) bool { return !slices.Contains(c.Type, ch.Type) })
	}
	return c.print(e, from, to, all)
}

// window returns the dates asked for, within the lists held.
func (c *changesCmd) window(s *measure.Service) (from, to detangle.Day, err error) {
	held := s.Calendar(detangle.Participating).Complete()
	if len(held) == 0 {
		return 0, 0, fmt.Errorf("the lake holds no complete list\nhint: detangle build --in DIR")
	}
	to = held[len(held)-1].Date
	if c.To != "" {
		if to, err = detangle.ParseDay(c.To); err != nil {
			return 0, 0, usagef("--to: %w", err)
		}
	}
	from = to.MonthBefore()
	if c.From != "" {
		if from, err = detangle.ParseDay(c.From); err != nil {
			return 0, 0, usagef("--from: %w", err)
		}
	}
	if from > to {
		return 0, 0, usagef("the window from %s to %s ends before it starts", from, to)
	}
	return from, to, nil
}

const placeSQL = `SELECT count(*) AS known FROM (
	SELECT state AS place FROM state WHERE state = ? UNION ALL
	SELECT county_fips FROM county WHERE county_fips = ? UNION ALL
	SELECT agency FROM agency WHERE agency = ?) AS places`

// checkPlace refuses a place that the lake does not know.
func (c *changesCmd) checkPlace(e *env, engine lake.Engine) error {
	if c.Place == "" {
		return nil
	}
	if len(c.Place) == 2 {
		c.Place = strings.ToUpper(c.Place)
	}
	f, err := engine.Query(e.ctx, placeSQL, c.Place, c.Place, c.Place)
	if err != nil {
		return err
	}
	if n := f.Ints("known"); len(n) != 1 || n[0] == 0 {
		return usagef("unknown place %q\nhint: a state (TX), a county's FIPS code (48201) or an agency (tx-harris-county-sheriff)", c.Place)
	}
	return nil
}

const changeColumns = `SELECT change, type, coalesce(agency, '') AS agency, coalesce(agency_name, '') AS agency_name, coalesce(state, '') AS state,
	coalesce(county_fips, '') AS county_fips, coalesce(model, '') AS model, coalesce(agreement, '') AS agreement, after_date, by_date, known_from,
	coalesce(old, '') AS old, coalesce(new, '') AS new, coalesce(detail, '') AS detail,
	coalesce(before_snapshot, '') AS before_snapshot, coalesce(before_sheet, '') AS before_sheet, coalesce(before_row, 0) AS before_row,
	coalesce(after_snapshot, '') AS after_snapshot, coalesce(after_sheet, '') AS after_sheet, coalesce(after_row, 0) AS after_row
FROM change`

const changesSQL = changeColumns + `
WHERE by_date > CAST(? AS DATE) AND by_date <= CAST(? AS DATE)
	AND (? = '' OR state = ? OR county_fips = ? OR agency = ?)
ORDER BY by_date, after_date, type, state, agency_name, model, change`

const agreementChangesSQL = changeColumns + ` WHERE agreement = ? ORDER BY by_date, after_date, type, change`

func readChanges(f *detangle.Frame) []change {
	all := make([]change, f.Len())
	for i := range all {
		text := func(name string) string { return f.Strings(name)[i] }
		ref := func(side string) string {
			return refOf(detangle.CellRef{Snapshot: text(side + "_snapshot"), Sheet: text(side + "_sheet"), Row: int(f.Ints(side + "_row")[i])})
		}
		all[i] = change{ID: text("change"), Type: text("type"), Agency: text("agency"), Name: text("agency_name"), State: text("state"), County: text("county_fips"),
			Model: text("model"), Agreement: text("agreement"), After: text("after_date"), By: text("by_date"), Known: text("known_from"),
			Old: text("old"), New: text("new"), Detail: text("detail"), Before: ref("before"), Shown: ref("after")}
	}
	return all
}
